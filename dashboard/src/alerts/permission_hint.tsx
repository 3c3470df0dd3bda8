import { BellRing } from "lucide-react";
import { useWork } from "../app/work";
import { listed } from "../inbox/patches";
import { useList } from "../inbox/queries";
import { useTurnOn } from "../notifications/use_turn_on";
import { Button } from "../parts/button";
import { alertSettings, useAlertSettings } from "./alert_settings";
import styles from "./alerts.module.css";
import { usePermission } from "./permission";

/** Asks for desktop notifications, once there is a conversation that could need them, and never again after an answer. */
export function PermissionHint() {
  const work = useWork();
  const { desktop, asked } = useAlertSettings();
  const permission = usePermission();
  const turnOn = useTurnOn();
  const { data } = useList(work, "mine");
  const holdsSome = listed(data).some(({ status }) => status === "active" || status === "waiting");
  if (permission !== "default" || !desktop || asked || !holdsSome) return null;
  const answered = () => alertSettings().change({ asked: true });
  return (
    <aside className={styles.hint} aria-label="Desktop notifications">
      <BellRing size={17} aria-hidden="true" />
      <p>Shall we call you when a visitor writes and you are elsewhere?</p>
      <div className={styles.answers}>
        <Button
          tone="primary"
          onClick={() => {
            answered();
            turnOn();
          }}
        >
          Turn on
        </Button>
        <Button onClick={answered}>Not now</Button>
      </div>
    </aside>
  );
}
