import type { NotificationPage } from "@frontdesk/widget/client";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useRoute } from "wouter";
import { useWork } from "../app/work";
import { useAttention } from "../conversation/use_attention";
import { answerWorker } from "./listen_to_worker";
import { hasUnread, withNew } from "./listing";
import { DEVICES_KEY, NOTIFICATIONS_KEY, useMarkRead, useNotificationSettings, useNotifications } from "./queries";

/** Keeps the list as it is now, and this browser's registration; what is looked at is read. */
export function FollowNotifications(): null {
  useNotificationSettings();
  useLive();
  useRegistration();
  useReadWhatIsOpen();
  return null;
}

function useLive(): void {
  const { courier } = useWork();
  const queries = useQueryClient();
  useEffect(
    () =>
      courier.onEvent((event) => {
        if (event.type !== "push" || event.frame.type !== "notification.created") return;
        const { notification } = event.frame;
        queries.setQueryData<NotificationPage>(NOTIFICATIONS_KEY, (known) => known && withNew(known, notification));
      }),
    [courier, queries],
  );
}

/** Not worth a word to the agent: Settings show how it is, and the next sign-in tries again. */
function useRegistration(): void {
  const { pushDevice } = useWork();
  const queries = useQueryClient();
  useEffect(() => {
    const renew = () =>
      void pushDevice.renew().then(
        () => queries.invalidateQueries({ queryKey: DEVICES_KEY }),
        () => {},
      );
    renew();
    return answerWorker(renew);
  }, [pushDevice, queries]);
}

function useReadWhatIsOpen(): void {
  const [, route] = useRoute<{ view: string; id: string }>("/inbox/:view/:id");
  const isLooking = useAttention();
  const { data } = useNotifications();
  const { mutate } = useMarkRead();
  const openId = route?.id;
  const isDue = openId !== undefined && isLooking && hasUnread(data, openId);
  useEffect(() => {
    if (isDue) mutate(openId);
  }, [isDue, openId, mutate]);
}
