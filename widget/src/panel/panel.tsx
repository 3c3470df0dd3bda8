import { useEffect, useRef } from "preact/hooks";
import { AlertIcon, CloseIcon } from "./icons";
import type { Model, PanelState } from "./model";
import { StartScreen } from "./start_screen";
import { useModel } from "./use_model";

export function PanelView({ model }: { model: Model }) {
  const state = useModel(model);
  const dialog = useRef<HTMLDivElement>(null);
  const view = model.view();
  const Conversation = view && model.part("conversation")?.ConversationScreen;
  const Article = state.article && model.part("article")?.ArticleReader;
  useInitialFocus(dialog, state);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") model.context.close();
    const inner = dialog.current?.querySelector<HTMLElement>("[aria-modal]") ?? dialog.current;
    if (event.key === "Tab" && inner) keepFocusInside(inner, event);
    // The site's own shortcuts are not meant for what is typed here.
    event.stopPropagation();
  };

  return (
    <div
      ref={dialog}
      class={Conversation ? "panel" : "panel compact"}
      role="dialog"
      aria-label={model.context.config.name}
      lang={model.locale}
      dir={model.texts.dir}
      hidden={!state.open}
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      {Conversation ? <Conversation key={state.screen} model={model} view={view} /> : <StartScreen model={model} />}
      {Article && state.article && <Article key={state.article.slug} model={model} article={state.article} />}
      {state.problem && <ProblemBar model={model} sentence={state.problem} />}
    </div>
  );
}

function ProblemBar({ model, sentence }: { model: Model; sentence: string }) {
  const { texts, state } = model;
  return (
    <div class="problem-bar" role="alert">
      <AlertIcon />
      <span>{sentence}</span>
      {!state.loaded && (
        <button type="button" class="link" onClick={() => model.retryLoading()}>
          {texts.retry}
        </button>
      )}
      <button type="button" class="icon-button" aria-label={texts.discard} onClick={() => model.dismissProblem()}>
        <CloseIcon />
      </button>
    </div>
  );
}

/** Where there is a text field it has the focus, as a person who opens a chat is about to write. */
function useInitialFocus(
  dialog: { current: HTMLDivElement | null },
  { open, loaded, screen, parts }: PanelState,
): void {
  useEffect(() => {
    const panel = dialog.current;
    if (!open || !panel) return;
    const { activeElement } = panel.getRootNode() as ShadowRoot;
    // Whoever has gone somewhere in the panel meanwhile stays there.
    if (activeElement && activeElement !== panel && panel.contains(activeElement)) return;
    (panel.querySelector<HTMLElement>("textarea, input") ?? panel).focus();
  }, [open, loaded, screen, parts]);
}

const FOCUSABLE = "a[href], button:not(:disabled), textarea, input, [tabindex='0']";

function keepFocusInside(dialog: HTMLElement, event: KeyboardEvent): void {
  const reachable = [...dialog.querySelectorAll<HTMLElement>(FOCUSABLE)].filter((element) => element.offsetParent);
  const [first, last] = [reachable[0], reachable.at(-1)];
  const active = (dialog.getRootNode() as ShadowRoot).activeElement;
  const leaving = event.shiftKey ? active === first || active === dialog : active === last;
  if (!leaving) return;
  event.preventDefault();
  (event.shiftKey ? last : first)?.focus();
}
