import { useEffect, useLayoutEffect, useRef } from "react";
import { useLocation, useRoute } from "wouter";
import { useWork } from "../app/work";
import type { View } from "../inbox/views";
import { useToast } from "../parts/toasts";
import { alertSettings } from "./alert_settings";
import { Chime } from "./chime";
import { notify } from "./notify";
import { inOneTab } from "./one_tab";
import { type Alert, alertFor, isPushed, type Onlooker } from "./rules";

const VIEW_OF: Record<Alert["kind"], View> = {
  message: "mine",
  "handed-over": "mine",
  queue: "queue",
  escalated: "queue",
};

/** Rings and notifies for what happens where the agent is not looking. */
export function Alerts(): null {
  const { courier, cache, me, pushDevice } = useWork();
  const [, navigate] = useLocation();
  const say = useToast();
  const [, route] = useRoute<{ view: string; id: string }>("/inbox/:view/:id");
  const openId = useRef<string | null>(null);
  useLayoutEffect(() => {
    openId.current = route?.id ?? null;
  });
  useEffect(() => {
    const chime = new Chime();
    const onlooker = (): Onlooker => ({
      agentId: me.id,
      openId: openId.current,
      isLooking: document.visibilityState === "visible" && document.hasFocus(),
      find: (id) => cache.find(id),
    });
    return courier.onEvent((event) => {
      const settings = alertSettings().current();
      const alert = alertFor(event, onlooker(), settings);
      if (!alert) return;
      inOneTab(alert.key, () => {
        if (settings.sound) chime.play(alert.kind);
        const isVisible = document.visibilityState === "visible";
        if (alert.kind === "escalated" && isVisible) say(`${alert.title}. ${alert.body}.`);
        const comesByPush = pushDevice.current() === "on" && isPushed(alert, openId.current, isVisible);
        if (settings.desktop && !comesByPush) notify(alert, (id) => navigate(`/inbox/${VIEW_OF[alert.kind]}/${id}`));
      });
    });
  }, [courier, cache, me.id, navigate, pushDevice, say]);
  return null;
}
