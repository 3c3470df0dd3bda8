import type { NotificationPage, NotificationSettings } from "@frontdesk/widget/client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { alertSettings } from "../alerts/alert_settings";
import { useWork } from "../app/work";
import { asRead } from "./listing";

export const NOTIFICATIONS_KEY = ["notifications"] as const;
export const DEVICES_KEY = ["notification-devices"] as const;
export const SETTINGS_KEY = ["notification-settings"] as const;

/** As many as the server counts the unread ones of. */
const LATEST = 100;

/** They may have been read in another tab, or on a phone: looked at again on return. */
export function useNotifications() {
  const { api } = useWork();
  return useQuery({
    queryKey: NOTIFICATIONS_KEY,
    queryFn: () => api.notifications({ limit: LATEST }),
    refetchOnWindowFocus: true,
  });
}

/** Those of a conversation, or all where none is named; on the screen too they are no longer called out. */
export function useMarkRead() {
  const { api, pushDevice } = useWork();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (conversationId: string | undefined) =>
      api.readNotifications(conversationId === undefined ? {} : { conversation_id: conversationId }),
    onMutate: async (conversationId) => {
      await queries.cancelQueries({ queryKey: NOTIFICATIONS_KEY });
      queries.setQueryData<NotificationPage>(NOTIFICATIONS_KEY, (known) => known && asRead(known, conversationId));
      void pushDevice.clear(conversationId);
    },
    onSuccess: ({ unread_count }) =>
      queries.setQueryData<NotificationPage>(NOTIFICATIONS_KEY, (known) => known && { ...known, unread_count }),
    // A refusal is not asked about at once: what is still unread shows when the list is fetched the next time.
  });
}

export function useDevices() {
  const { api } = useWork();
  return useQuery({ queryKey: DEVICES_KEY, queryFn: async () => (await api.devices()).items });
}

/** The pages' own alerts keep to the same preview. */
export function useNotificationSettings() {
  const { api } = useWork();
  return useQuery({
    queryKey: SETTINGS_KEY,
    queryFn: async () => {
      const settings = await api.notificationSettings();
      alertSettings().change({ preview: settings.preview });
      return settings;
    },
  });
}

/** Shown at once, and taken back where the server refuses. */
export function useChangeSettings() {
  const { api } = useWork();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (settings: NotificationSettings) => api.setNotificationSettings(settings),
    onMutate: async (settings) => {
      await queries.cancelQueries({ queryKey: SETTINGS_KEY });
      const before = queries.getQueryData<NotificationSettings>(SETTINGS_KEY);
      queries.setQueryData(SETTINGS_KEY, settings);
      return { before };
    },
    onSuccess: (settings) => {
      queries.setQueryData(SETTINGS_KEY, settings);
      alertSettings().change({ preview: settings.preview });
    },
    onError: (_error, _settings, context) => queries.setQueryData(SETTINGS_KEY, context?.before),
  });
}
