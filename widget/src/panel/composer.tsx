import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { SendIcon, SmileIcon } from "./icons";
import type { Model } from "./model";
import { useLostFocus } from "./use_lost_focus";
import { useUnsent } from "./use_unsent";

interface ComposerProps {
  model: Model;
  /** Beside the field. */
  tools?: ComponentChildren;
}

/** The counter comes into view when so much of the length is used up. */
const COUNTER_FROM = 0.9;
const TYPING_ENDS_AFTER_MS = 4_000;

export function Composer({ model, tools }: ComposerProps) {
  const { texts, context } = model;
  const [text, setText] = useState("");
  const field = useRef<HTMLTextAreaElement>(null);
  const [picking, setPicking] = useState(false);
  const Emoji = picking && model.part("emoji")?.EmojiPicker;
  const preparing = useRef(false);
  const typing = useTyping(model);
  useUnsent(model, text, (given) => {
    setText(given);
    field.current?.focus();
  });
  useLostFocus(field);
  useGrowing(field, text);

  const limit = context.config.limits.message_length;
  const length = [...text.trim()].length;
  const excess = length - limit;

  /** What cannot be taken yet stays in the field; a second press meanwhile does not send it twice. */
  const taken = async (): Promise<boolean> => {
    if (model.correspondence) return true;
    if (preparing.current) return false;
    preparing.current = true;
    const prepared = await model.prepare();
    preparing.current = false;
    return prepared;
  };
  const submit = async () => {
    if (length === 0 || excess > 0) return;
    if (!(await taken())) return;
    typing(false);
    // A refusal is shown on the message itself.
    model.send(text.trim()).catch(() => {});
    setText("");
    field.current?.focus();
  };
  const closeEmoji = () => {
    setPicking(false);
    field.current?.focus();
  };
  const insert = (emoji: string) => {
    const { selectionStart = text.length, selectionEnd = text.length } = field.current ?? {};
    setText(text.slice(0, selectionStart) + emoji + text.slice(selectionEnd));
    closeEmoji();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    void submit();
  };

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <LengthNote model={model} length={length} limit={limit} />
      {Emoji && <Emoji model={model} onPick={insert} onClose={closeEmoji} />}
      <div class={excess > 0 ? "field wrong" : "field"}>
        <textarea
          ref={field}
          rows={1}
          dir="auto"
          value={text}
          placeholder={context.config.texts.placeholder ?? texts.placeholder}
          aria-label={context.config.texts.placeholder ?? texts.placeholder}
          aria-invalid={excess > 0}
          aria-describedby="length-note"
          enterkeyhint="send"
          onInput={(event) => {
            setText(event.currentTarget.value);
            typing(event.currentTarget.value.trim() !== "");
            if (!model.correspondence) void model.prepare();
          }}
          onKeyDown={onKeyDown}
          onBlur={() => typing(false)}
        />
        <button
          type="button"
          class="tool"
          aria-label={texts.emoji}
          aria-expanded={picking}
          onClick={() => setPicking(!picking)}
        >
          <SmileIcon />
        </button>
        {tools}
        <button type="submit" class="send" aria-label={texts.send} disabled={length === 0 || excess > 0}>
          <SendIcon />
        </button>
      </div>
    </form>
  );
}

function LengthNote({ model, length, limit }: { model: Model; length: number; limit: number }) {
  const { texts } = model;
  const excess = length - limit;
  const note =
    excess > 0 ? texts.tooLong(limit, excess) : length > limit * COUNTER_FROM ? texts.remaining(-excess) : "";
  return (
    <p id="length-note" class={excess > 0 ? "note wrong" : "note"} role="status" hidden={note === ""}>
      {note}
    </p>
  );
}

/** Says that somebody types, and, when nothing more comes, that they stopped. */
function useTyping(model: Model): (on: boolean) => void {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (on) => {
    clearTimeout(timer.current);
    model.typing(on);
    if (on) timer.current = setTimeout(() => model.typing(false), TYPING_ENDS_AFTER_MS);
  };
}

/** As high as its text, up to the height that the style sheet allows. */
function useGrowing(field: { current: HTMLTextAreaElement | null }, text: string): void {
  useLayoutEffect(() => {
    const element = field.current;
    if (!element) return;
    element.style.height = "auto";
    // A field that is not shown yet has no height to take.
    if (element.scrollHeight > 0) element.style.height = `${element.scrollHeight}px`;
  }, [text]);
}
