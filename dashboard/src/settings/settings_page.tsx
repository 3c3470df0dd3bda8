import { useWork } from "../app/work";
import { Page } from "../parts/page";
import { AlertSection } from "./alert_section";
import { AuditSection } from "./audit_section";
import { CompanySection } from "./company_section";
import { NotificationSection } from "./notification_section";
import styles from "./settings.module.css";
import { ShortcutSection } from "./shortcut_section";
import { ThemeSection } from "./theme_section";

/** What an agent likes, which touches nobody else and mostly stays in this browser; for admins, what the company has. */
export function SettingsPage() {
  const isAdmin = useWork().me.role === "admin";
  const about = isAdmin
    ? "Yours first, kept in this browser where it is about it; then what the whole company has."
    : "Yours alone. What is about this browser is kept in it.";
  return (
    <Page title="Settings" about={about}>
      <div className={styles.sections}>
        <ThemeSection />
        <AlertSection />
        <NotificationSection />
        <ShortcutSection />
        {isAdmin && <CompanySection />}
        {isAdmin && <AuditSection />}
      </div>
    </Page>
  );
}
