import { Check, LogOut, Monitor, Moon, Sun } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { useWork } from "../app/work";
import { Avatar } from "../parts/avatar";
import menu from "../parts/menu.module.css";
import { THEMES, type Theme, useTheme } from "../theme/theme";
import styles from "./shell.module.css";

const LOOK: Record<Theme, { label: string; icon: typeof Sun }> = {
  system: { label: "Like the system", icon: Monitor },
  light: { label: "Light", icon: Sun },
  dark: { label: "Dark", icon: Moon },
};

export function AccountMenu() {
  const { me, signOut } = useWork();
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className={styles.account} aria-label={`Account of ${me.name}`}>
        <Avatar id={me.id} name={me.name} size={28} />
        <span className={styles.who}>
          <strong>{me.name}</strong>
          <span>{me.role === "admin" ? "Admin" : "Agent"}</span>
        </span>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={menu.menu} side="top" align="start" sideOffset={8} collisionPadding={8}>
          <p className={menu.about}>{me.email}</p>
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
