import { Monitor, Moon, Sun } from "lucide-react";
import { RadioGroup } from "radix-ui";
import { THEMES, type Theme, useTheme } from "../theme/theme";
import { Section } from "./section";
import styles from "./settings.module.css";

const LOOK: Record<Theme, { label: string; icon: typeof Sun }> = {
  system: { label: "Like the system", icon: Monitor },
  light: { label: "Light", icon: Sun },
  dark: { label: "Dark", icon: Moon },
};

export function ThemeSection() {
  const { theme, setTheme } = useTheme();
  return (
    <Section title="Appearance" about="Light by day, dark by night, or as your system has it.">
      <RadioGroup.Root
        className={styles.themes}
        aria-label="Appearance"
        value={theme}
        onValueChange={(value) => setTheme(value as Theme)}
      >
        {THEMES.map((name) => {
          const { label, icon: Icon } = LOOK[name];
          return (
            <RadioGroup.Item key={name} value={name} className={styles.theme}>
              <Icon size={18} aria-hidden="true" />
              {label}
            </RadioGroup.Item>
          );
        })}
      </RadioGroup.Root>
    </Section>
  );
}
