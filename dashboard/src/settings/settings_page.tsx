import { Page } from "../parts/page";
import { AlertSection } from "./alert_section";
import styles from "./settings.module.css";
import { ShortcutSection } from "./shortcut_section";
import { ThemeSection } from "./theme_section";

/** What an agent likes in this browser; nobody else is touched by it. */
export function SettingsPage() {
  return (
    <Page title="Settings" about="Yours alone, and kept in this browser.">
      <div className={styles.sections}>
        <ThemeSection />
        <AlertSection />
        <ShortcutSection />
      </div>
    </Page>
  );
}
