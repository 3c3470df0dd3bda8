import type { Device } from "@frontdesk/widget/client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { MonitorSmartphone, Smartphone, Trash2 } from "lucide-react";
import { alertSettings } from "../alerts/alert_settings";
import { useWork } from "../app/work";
import { DEVICES_KEY, useDevices } from "../notifications/queries";
import { Button, IconButton } from "../parts/button";
import { Notice } from "../parts/notice";
import { useToast } from "../parts/toasts";
import { shortMoment } from "../text/time";
import styles from "./settings.module.css";

/** Where notifications go while Frontdesk is closed. */
export function DeviceList() {
  const { data, isError, refetch } = useDevices();
  if (isError) {
    return (
      <Notice tone="breach" retry={() => void refetch()}>
        Your devices could not be loaded.
      </Notice>
    );
  }
  if (!data) return null;
  return (
    <div className={styles.devices}>
      <h3 id="devices">Your devices</h3>
      {data.length === 0 ? (
        <p className={styles.none}>None yet. Turn notifications on above, in each browser that should call you.</p>
      ) : (
        <ul aria-labelledby="devices">
          {data.map((device) => (
            <DeviceRow key={device.id} device={device} />
          ))}
        </ul>
      )}
      {data.length > 0 && <Test />}
    </div>
  );
}

function DeviceRow({ device }: { device: Device }) {
  const { api, pushDevice } = useWork();
  const queries = useQueryClient();
  const say = useToast();
  const isThis = device.id === pushDevice.deviceId();
  const { mutate: remove, isPending } = useMutation({
    mutationFn: () => (isThis ? pushDevice.turnOff() : api.removeDevice(device.id)),
    onMutate: () => isThis && alertSettings().change({ desktop: false }),
    onError: () => say(`${device.label} could not be removed. Please try again.`),
    onSettled: () => queries.invalidateQueries({ queryKey: DEVICES_KEY }),
  });
  const Icon = device.kind === "web" ? MonitorSmartphone : Smartphone;
  return (
    <li className={styles.device}>
      <Icon className={styles.deviceIcon} size={17} strokeWidth={1.9} aria-hidden="true" />
      <span className={styles.deviceName}>
        <span>{device.label}</span>
        {isThis && <span className={styles.this}>This browser</span>}
      </span>
      <span className={styles.since}>since {shortMoment(device.added_at)}</span>
      <IconButton label={`Remove ${device.label}`} disabled={isPending} onClick={() => remove()}>
        <Trash2 size={15} aria-hidden="true" />
      </IconButton>
    </li>
  );
}

function Test() {
  const { api } = useWork();
  const queries = useQueryClient();
  const { mutate, data, isPending, isError } = useMutation({
    mutationFn: () => api.testNotifications(),
    // One that has gone for good is found out by this.
    onSettled: () => queries.invalidateQueries({ queryKey: DEVICES_KEY }),
  });
  return (
    <div className={styles.test}>
      <Button disabled={isPending} onClick={() => mutate()}>
        Send a test notification
      </Button>
      <p role="status">
        {isPending ? "Sending…" : isError ? "It could not be sent. Please try again." : data && result(data.reached)}
      </p>
    </div>
  );
}

function result(reached: number): string {
  if (reached === 0) return "It reached none of your devices.";
  return reached === 1 ? "One device has it." : `${reached} devices have it.`;
}
