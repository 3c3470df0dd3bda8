import { Volume2 } from "lucide-react";
import { useState } from "react";
import { alertSettings, useAlertSettings } from "../alerts/alert_settings";
import { Chime } from "../alerts/chime";
import { Button } from "../parts/button";
import { Switch } from "../parts/switch";
import { PushSwitch } from "./push_switch";
import { Section } from "./section";
import styles from "./settings.module.css";

export function AlertSection() {
  const { sound, queue } = useAlertSettings();
  const [chime] = useState(() => new Chime());
  const store = alertSettings();
  return (
    <Section title="Alerts in this browser" about="When a visitor writes to you, or somebody hands you a conversation.">
      <PushSwitch />
      <Switch
        label="Sounds"
        hint="While Frontdesk is open."
        isOn={sound}
        onChange={(on) => store.change({ sound: on })}
      />
      {sound && (
        <div className={styles.below}>
          <Button onClick={() => chime.play("message")}>
            <Volume2 size={15} aria-hidden="true" />
            Hear it
          </Button>
        </div>
      )}
      <Switch
        label="The queue too"
        hint="Also when a visitor joins the queue, while Frontdesk is open."
        isOn={queue}
        onChange={(on) => store.change({ queue: on })}
      />
    </Section>
  );
}
