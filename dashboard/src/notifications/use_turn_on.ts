import { useQueryClient } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { alertSettings } from "../alerts/alert_settings";
import { askPermission } from "../alerts/permission";
import { useWork } from "../app/work";
import { useToast } from "../parts/toasts";
import type { PushState } from "./push_device";
import { DEVICES_KEY } from "./queries";

/** Asks the browser, and makes it one of the agent's devices. Only ever by a click. */
export function useTurnOn(): () => void {
  const { pushDevice } = useWork();
  const queries = useQueryClient();
  const say = useToast();
  return () => {
    alertSettings().change({ desktop: true, asked: true });
    void askPermission()
      .then(() => pushDevice.turnOn())
      .then(() => queries.invalidateQueries({ queryKey: DEVICES_KEY }))
      .catch(() => say("Frontdesk could not be told of this browser. Please try again in Settings."));
  };
}

export function usePushState(): PushState {
  const { pushDevice } = useWork();
  return useSyncExternalStore(pushDevice.subscribe, pushDevice.current);
}
