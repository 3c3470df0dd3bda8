import type { Presence } from "@frontdesk/widget/client";
import { Check, LogOut, Monitor, Moon, Sun } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { useWork } from "../app/work";
import menu from "../parts/menu.module.css";
import parts from "../parts/parts.module.css";
import { AgentAvatar, PresenceDot } from "../parts/presence";
import { PRESENCE_WORDS } from "../text/presence";
import { THEMES, type Theme, useTheme } from "../theme/theme";
import { presenceWords, useMyPresence } from "./my_presence";
import styles from "./shell.module.css";

const STATUSES: readonly Presence[] = ["online", "away", "busy", "offline"];

const MEANING: Record<Presence, string> = {
  online: "New conversations may come to you",
  away: "You keep yours, and get no new ones",
  busy: "You get no new ones",
  offline: "Who waits for you returns to the queue",
};

const LOOK: Record<Theme, { label: string; icon: typeof Sun }> = {
  system: { label: "Like the system", icon: Monitor },
  light: { label: "Light", icon: Sun },
  dark: { label: "Dark", icon: Moon },
};

export function AccountMenu() {
  const { me, signOut } = useWork();
  const { mine, choose } = useMyPresence();
  const words = presenceWords(mine);
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className={styles.account}>
        <AgentAvatar agent={mine} size={28} />
        <span className={styles.who} aria-hidden="true">
          <strong>{me.name}</strong>
          <span>{words}</span>
        </span>
        <span className={parts.visuallyHidden}>
          Account of {me.name}, {words}
        </span>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={menu.menu} side="top" align="start" sideOffset={8} collisionPadding={8}>
          <p className={menu.about}>
            {me.email} · {me.role === "admin" ? "Admin" : "Agent"}
          </p>
          <DropdownMenu.Separator className={menu.separator} />
          <StatusChoice status={mine.status} onChoose={choose} />
          <DropdownMenu.Separator className={menu.separator} />
          <ThemeChoice />
          <DropdownMenu.Separator className={menu.separator} />
          <DropdownMenu.Item className={menu.item} onSelect={signOut}>
            <LogOut size={15} aria-hidden="true" />
            Sign out
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function StatusChoice({ status, onChoose }: { status: Presence; onChoose: (status: Presence) => void }) {
  return (
    <DropdownMenu.RadioGroup value={status} onValueChange={(value) => onChoose(value as Presence)}>
      <DropdownMenu.Label className={menu.label}>Your status</DropdownMenu.Label>
      {STATUSES.map((name) => (
        <DropdownMenu.RadioItem key={name} value={name} className={menu.item}>
          <PresenceDot presence={name} />
          <span className={styles.status}>
            {PRESENCE_WORDS[name]}
            <span>{MEANING[name]}</span>
          </span>
          <DropdownMenu.ItemIndicator className={menu.indicator}>
            <Check size={15} aria-hidden="true" />
          </DropdownMenu.ItemIndicator>
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  );
}

function ThemeChoice() {
  const { theme, setTheme } = useTheme();
  return (
    <DropdownMenu.RadioGroup value={theme} onValueChange={(value) => setTheme(value as Theme)}>
      <DropdownMenu.Label className={menu.label}>Appearance</DropdownMenu.Label>
      {THEMES.map((name) => {
        const { label, icon: Icon } = LOOK[name];
        return (
          <DropdownMenu.RadioItem key={name} value={name} className={menu.item}>
            <Icon size={15} aria-hidden="true" />
            {label}
            <DropdownMenu.ItemIndicator className={menu.indicator}>
              <Check size={15} aria-hidden="true" />
            </DropdownMenu.ItemIndicator>
          </DropdownMenu.RadioItem>
        );
      })}
    </DropdownMenu.RadioGroup>
  );
}
