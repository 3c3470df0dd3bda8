import type { Presence } from "@frontdesk/widget/client";
import { useLocation } from "wouter";
import { alertSettings } from "../alerts/alert_settings";
import { useWork } from "../app/work";
import { useToast } from "../parts/toasts";
import { useAccept } from "../queue/use_accept";
import type { CommandId } from "../shortcuts/commands";
import { useCommand } from "../shortcuts/running";
import { PRESENCE_WORDS } from "../text/presence";
import { isDark, useTheme } from "../theme/theme";
import { useMyPresence } from "./my_presence";

/** What can be done on every page. */
export function useDeskCommands(): void {
  const { signOut } = useWork();
  const { acceptNext } = useAccept();
  const { setTheme } = useTheme();
  const say = useToast();
  useCommand("accept-next", acceptNext);
  useCommand("sign-out", signOut);
  useCommand("theme", () => setTheme(isDark() ? "light" : "dark"));
  useCommand("sounds", () => {
    const sound = !alertSettings().current().sound;
    alertSettings().change({ sound });
    say(sound ? "Sounds are on." : "Sounds are off.");
  });
  usePages();
  useStatuses();
}

function usePages(): void {
  useGoTo("go-mine", "/inbox/mine");
  useGoTo("go-queue", "/queue");
  useGoTo("go-all", "/inbox/all");
  useGoTo("go-tickets", "/tickets");
  useGoTo("go-articles", "/articles");
  useGoTo("go-overview", "/overview");
  useGoTo("go-analytics", "/analytics");
  useGoTo("go-unanswered", "/articles/unanswered");
  useGoTo("test-question", "/articles/test");
  useGoTo("new-article", "/articles/new");
  useGoTo("go-team", "/team");
  useGoTo("go-canned-responses", "/canned-responses");
  useGoTo("go-widgets", "/widgets");
  useGoTo("go-workflows", "/workflows");
  useGoTo("go-settings", "/settings");
}

function useGoTo(command: CommandId, page: string): void {
  const [, navigate] = useLocation();
  useCommand(command, () => navigate(page));
}

function useStatuses(): void {
  const { choose } = useMyPresence();
  const say = useToast();
  const be = (status: Presence) => () => {
    choose(status);
    say(`Your status: ${PRESENCE_WORDS[status].toLowerCase()}.`);
  };
  useCommand("status-online", be("online"));
  useCommand("status-away", be("away"));
  useCommand("status-busy", be("busy"));
  useCommand("status-offline", be("offline"));
}
