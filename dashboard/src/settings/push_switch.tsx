import { useMutation, useQueryClient } from "@tanstack/react-query";
import { alertSettings, useAlertSettings } from "../alerts/alert_settings";
import { type Permission, usePermission } from "../alerts/permission";
import { useWork } from "../app/work";
import { type BrowserState, browserState } from "../notifications/browser_state";
import { DEVICES_KEY, useDevices } from "../notifications/queries";
import { usePushState, useTurnOn } from "../notifications/use_turn_on";
import { Button } from "../parts/button";
import { Notice } from "../parts/notice";
import { Switch } from "../parts/switch";
import styles from "./settings.module.css";

const HINTS: Record<BrowserState, string> = {
  off: "Calls you while you look at another window, or Frontdesk is closed.",
  pushed: "On: it calls you also while Frontdesk is closed.",
  "while-open": "On while Frontdesk is open.",
  blocked: "Calls you while you look at another window, or Frontdesk is closed.",
  unsupported: "Calls you while you look at another window, or Frontdesk is closed.",
};

const CANNOT: Record<Exclude<Permission, "default" | "granted">, string> = {
  denied:
    "This browser blocks notifications of this site. Open the site’s settings beside its address, allow notifications, and come back here.",
  unsupported:
    "This browser shows no notifications. On an iPhone or iPad, put Frontdesk on the home screen and open it from there.",
};

/** The switch alone is not enough: the browser has a say too, and a push service must be in reach. */
export function PushSwitch() {
  const permission = usePermission();
  const push = usePushState();
  const { desktop } = useAlertSettings();
  const isListed = useIsListed();
  const turnOn = useTurnOn();
  const turnOff = useTurnOff();
  const state = browserState({ permission, desktop, isPushed: push === "on" && isListed });
  const isOn = state === "pushed" || state === "while-open";
  return (
    <>
      <Switch
        label="Notifications in this browser"
        hint={HINTS[state]}
        isOn={isOn}
        isDisabled={state === "blocked" || state === "unsupported"}
        onChange={(on) => (on ? turnOn() : turnOff())}
      />
      {(permission === "denied" || permission === "unsupported") && <Notice tone="alert">{CANNOT[permission]}</Notice>}
      {state === "while-open" && <NotPushed turnOn={turnOn} />}
    </>
  );
}

/** Why nothing comes while Frontdesk is closed, and what can be done. */
function NotPushed({ turnOn }: { turnOn: () => void }) {
  const { pushDevice } = useWork();
  const isUnreachable = usePushState() === "unreachable";
  if (!pushDevice.isAble()) {
    return (
      <Notice tone="calm">This browser knows no push service: nothing calls you while Frontdesk is closed.</Notice>
    );
  }
  if (isUnreachable) {
    return (
      <Notice tone="calm" retry={turnOn}>
        This browser’s push service cannot be reached: nothing calls you while Frontdesk is closed.
      </Notice>
    );
  }
  return (
    <div className={styles.below}>
      <Button tone="primary" onClick={turnOn}>
        Also while Frontdesk is closed
      </Button>
    </div>
  );
}

/** It may have been removed from another device. While the list is on its way, what is known here counts. */
function useIsListed(): boolean {
  const { pushDevice } = useWork();
  const { data } = useDevices();
  return data?.some(({ id }) => id === pushDevice.deviceId()) ?? true;
}

function useTurnOff(): () => void {
  const { pushDevice } = useWork();
  const queries = useQueryClient();
  const { mutate } = useMutation({
    mutationFn: () => pushDevice.turnOff(),
    onMutate: () => alertSettings().change({ desktop: false }),
    onSettled: () => queries.invalidateQueries({ queryKey: DEVICES_KEY }),
  });
  return mutate;
}
