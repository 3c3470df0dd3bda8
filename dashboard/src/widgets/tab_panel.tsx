import type { Widget } from "@frontdesk/widget/client";
import { AppearanceTab } from "./appearance_tab";
import { BehaviourTab } from "./behaviour_tab";
import { DomainsTab } from "./domains_tab";
import { GeneralTab } from "./general_tab";
import { HoursTab } from "./hours_tab";
import { InstallTab } from "./install_tab";
import type { Tab } from "./problems";
import type { TabProps } from "./tab_props";
import { TextsTab } from "./texts_tab";
import styles from "./widget_page.module.css";

interface Props extends TabProps {
  tab: Tab;
  widget: Widget;
  mayEdit: boolean;
}

/** What is chosen of the widget's settings. Who may not change them finds every field, and cannot write in it. */
export function TabPanel({ tab, widget, mayEdit, ...form }: Props) {
  if (tab === "install") {
    return (
      <div className={styles.panel}>
        <InstallTab widget={widget} mayEdit={mayEdit} />
      </div>
    );
  }
  return (
    <fieldset className={styles.panel} disabled={!mayEdit}>
      {tab === "general" && <GeneralTab {...form} />}
      {tab === "appearance" && <AppearanceTab {...form} />}
      {tab === "texts" && <TextsTab {...form} />}
      {tab === "behaviour" && <BehaviourTab {...form} />}
      {tab === "hours" && <HoursTab {...form} widget={widget} />}
      {tab === "domains" && <DomainsTab {...form} />}
    </fieldset>
  );
}
