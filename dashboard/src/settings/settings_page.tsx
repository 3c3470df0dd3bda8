import { Page } from "../parts/page";
import { AlertSection } from "./alert_section";
import { NotificationSection } from "./notification_section";
import styles from "./settings.module.css";
import { ShortcutSection } from "./shortcut_section";
import { ThemeSection } from "./theme_section";

/** What an agent likes; nobody else is touched by it. Most of it stays in this browser. */
export function SettingsPage() {
  return (
    <Page title="Settings" about="Yours alone. What is about this browser is kept in it.">
      <div className={styles.sections}>
        <ThemeSection />
        <AlertSection />
        <NotificationSection />
        <ShortcutSection />
      </div>
    </Page>
  );
}
