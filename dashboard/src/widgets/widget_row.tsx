import type { EditWidget, Widget } from "@frontdesk/widget/client";
import { clsx } from "clsx";
import { Switch as RadixSwitch } from "radix-ui";
import field from "../parts/field.module.css";
import { LinkRow } from "../parts/link_list";
import { useToast } from "../parts/toasts";
import { useChangeWidget, useWorkflowChoices } from "./queries";
import styles from "./widgets_page.module.css";
import { handlerWords, ROUTINGS } from "./words";

export function WidgetRow({ widget, mayEdit }: { widget: Widget; mayEdit: boolean }) {
  const workflows = useWorkflowChoices().data ?? [];
  const routing = ROUTINGS.find(({ value }) => value === widget.routing)?.label;
  return (
    <LinkRow
      href={`/widgets/${widget.id}`}
      name={widget.name}
      wraps
      before={
        <span
          className={clsx(styles.swatch, !widget.active && styles.dim)}
          style={{ background: widget.appearance.primary_colour }}
          aria-hidden="true"
        />
      }
      facts={
        <>
          <span>{handlerWords(widget, workflows)}</span>
          <span>{routing} routing</span>
          {!widget.open_now && <span className={styles.shut}>Closed now</span>}
        </>
      }
      after={
        <span className={styles.numbers}>
          <span>{conversations(widget.conversation_count)}</span>
          <code title={widget.token}>…{widget.token.slice(-6)}</code>
        </span>
      }
      beside={
        mayEdit ? (
          <ActiveSwitch widget={widget} />
        ) : (
          <span className={styles.state}>{widget.active ? "On" : "Off"}</span>
        )
      }
    />
  );
}

/** A wish, not a turning-over: pressed twice, or by two at once, it is what the last one wanted. */
function ActiveSwitch({ widget }: { widget: Widget }) {
  const say = useToast();
  const { mutate, isPending, variables } = useChangeWidget(
    (api, edit: EditWidget) => api.editWidget(widget.id, edit),
    (answer) => answer,
  );
  const isOn = isPending ? (variables.active ?? widget.active) : widget.active;
  return (
    <RadixSwitch.Root
      className={field.switch}
      aria-label={`${widget.name} is switched on`}
      checked={isOn}
      onCheckedChange={(active) => mutate({ active }, { onError: (error) => say(error.message) })}
    >
      <RadixSwitch.Thumb className={field.thumb} />
    </RadixSwitch.Root>
  );
}

function conversations(count: number): string {
  return `${count.toLocaleString()} ${count === 1 ? "conversation" : "conversations"}`;
}
