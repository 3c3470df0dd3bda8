import type { NotificationSettings } from "@frontdesk/widget/client";
import { useChangeSettings, useNotificationSettings } from "../notifications/queries";
import { Notice } from "../parts/notice";
import { Skeleton } from "../parts/skeleton";
import { Switch } from "../parts/switch";
import { useToast } from "../parts/toasts";
import { DeviceList } from "./device_list";
import { QuietHoursForm } from "./quiet_hours_form";
import { Section } from "./section";

/** Kept on the server: they hold on every device of the agent's. */
export function NotificationSection() {
  const { data, isError, refetch } = useNotificationSettings();
  return (
    <Section title="Notifications" about="The same on all your devices. What you are looking at is not sent to them.">
      {data ? (
        <Choices settings={data} />
      ) : isError ? (
        <Notice tone="breach" retry={() => void refetch()}>
          These settings could not be loaded.
        </Notice>
      ) : (
        <Skeleton width="100%" height="8rem" />
      )}
      <DeviceList />
    </Section>
  );
}

function Choices({ settings }: { settings: NotificationSettings }) {
  const { mutate } = useChangeSettings();
  const say = useToast();
  const change = (changes: Partial<NotificationSettings>) =>
    mutate({ ...settings, ...changes }, { onError: () => say("This could not be saved. Please try again.") });
  return (
    <>
      <Switch
        label="Show what was written"
        hint="Off: a notification says who wrote, and no more."
        isOn={settings.preview}
        onChange={(preview) => change({ preview })}
      />
      <Switch
        label="Sound on your devices"
        hint="Off: notifications come without a sound."
        isOn={settings.sounds}
        onChange={(sounds) => change({ sounds })}
      />
      <Switch
        label="While you are offline"
        hint="Also while you have set your status to offline."
        isOn={settings.while_offline}
        onChange={(while_offline) => change({ while_offline })}
      />
      <QuietHoursForm settings={settings} />
    </>
  );
}
