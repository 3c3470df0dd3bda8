import { Volume2 } from "lucide-react";
import { useState } from "react";
import { alertSettings, useAlertSettings } from "../alerts/alert_settings";
import { Chime } from "../alerts/chime";
import { askPermission, type Permission, usePermission } from "../alerts/permission";
import { Button } from "../parts/button";
import { Notice } from "../parts/notice";
import { Switch } from "../parts/switch";
import { Section } from "./section";
import styles from "./settings.module.css";

export function AlertSection() {
  const { sound, desktop, queue, preview } = useAlertSettings();
  const [chime] = useState(() => new Chime());
  const store = alertSettings();
  return (
    <Section title="Alerts" about="When a visitor writes to you, or somebody hands you a conversation.">
      <Switch label="Sounds" isOn={sound} onChange={(on) => store.change({ sound: on })} />
      {sound && (
        <div className={styles.below}>
          <Button onClick={() => chime.play("message")}>
            <Volume2 size={15} aria-hidden="true" />
            Hear it
          </Button>
        </div>
      )}
      <Switch
        label="Desktop notifications"
        hint="While you look at another window or another conversation."
        isOn={desktop}
        onChange={(on) => store.change({ desktop: on })}
      />
      {desktop && <PermissionState />}
      <Switch
        label="Show what was written"
        hint="Off: a notification says who wrote, and no more."
        isOn={preview}
        isDisabled={!desktop}
        onChange={(on) => store.change({ preview: on })}
      />
      <Switch
        label="The queue too"
        hint="Also when a visitor joins the queue."
        isOn={queue}
        onChange={(on) => store.change({ queue: on })}
      />
    </Section>
  );
}

const CANNOT: Record<Exclude<Permission, "default" | "granted">, string> = {
  denied: "This browser blocks notifications of this site. Allow them in the settings of the site, beside its address.",
  unsupported: "This browser shows no notifications.",
};

/** The switch alone is not enough: the browser has a say too. */
function PermissionState() {
  const permission = usePermission();
  if (permission === "granted") return null;
  if (permission !== "default") return <Notice tone="alert">{CANNOT[permission]}</Notice>;
  return (
    <div className={styles.below}>
      <Button tone="primary" onClick={() => void askPermission()}>
        Allow them in this browser
      </Button>
    </div>
  );
}
