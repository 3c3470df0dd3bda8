import type { Widget } from "@frontdesk/widget/client";
import { usualHours } from "../business_hours/hours";
import { HoursEditor } from "../business_hours/hours_editor";
import { Switch } from "../parts/switch";
import { shortMoment } from "../text/time";
import { problemsWithin } from "./problems";
import type { TabProps } from "./tab_props";
import styles from "./widget_page.module.css";

/** When people are there. Without hours they always are. */
export function HoursTab({ draft, change, problems, widget }: TabProps & { widget: Widget }) {
  const { business_hours: hours } = draft;
  return (
    <>
      <p className={styles.state}>
        <span className={widget.open_now ? styles.open : styles.shut}>
          {widget.open_now ? "Open now" : "Closed now"}
        </span>
        {savedWords(widget)}
      </p>
      <Switch
        label="Business hours"
        hint={
          draft.handler_type === "agent"
            ? "While it is closed, visitors leave a message, which becomes a ticket."
            : "The bot or workflow answers at any time. People are called within the hours alone."
        }
        isOn={hours !== null}
        onChange={(on) => change({ business_hours: on ? (widget.business_hours ?? usualHours()) : null })}
      />
      {problems.business_hours && <p className={styles.problem}>{problems.business_hours}</p>}
      {hours && (
        <HoursEditor
          hours={hours}
          onChange={(business_hours) => change({ business_hours })}
          problems={problemsWithin(problems, "business_hours")}
          tellsNow={JSON.stringify(hours) !== JSON.stringify(widget.business_hours)}
        />
      )}
    </>
  );
}

/** By the hours that are saved, as visitors meet them at this moment. */
function savedWords({ business_hours, open_now, opens_at }: Widget): string {
  if (!business_hours) return "At every hour.";
  if (open_now) return "By the hours that are saved.";
  return opens_at ? `Opens ${shortMoment(opens_at)}, your time.` : "By the hours that are saved it never opens.";
}
