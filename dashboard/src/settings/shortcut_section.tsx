import { Button } from "../parts/button";
import { Switch } from "../parts/switch";
import { bindingStore, useBindings } from "../shortcuts/bindings";
import { COMMANDS, SECTIONS } from "../shortcuts/commands";
import { Section } from "./section";
import styles from "./settings.module.css";
import { ShortcutRow } from "./shortcut_row";

export function ShortcutSection() {
  const { isOn, keys } = useBindings();
  const isChanged = !isOn || COMMANDS.some(({ id, key }) => keys[id] !== key);
  return (
    <Section
      title="Keyboard shortcuts"
      about="Single keys that rest while you write. What goes with Ctrl, Alt or ⌘ stays your browser’s."
    >
      <Switch label="Shortcuts" isOn={isOn} onChange={(on) => bindingStore().switchTo(on)} />
      {isOn &&
        SECTIONS.map((section) => (
          <div key={section} className={styles.commands}>
            <h3 id={`commands-${section}`}>{section}</h3>
            <ul aria-labelledby={`commands-${section}`}>
              {COMMANDS.filter((command) => command.section === section).map((command) => (
                <ShortcutRow key={command.id} command={command} binding={keys[command.id]} />
              ))}
            </ul>
          </div>
        ))}
      {isChanged && (
        <div>
          <Button onClick={() => bindingStore().reset()}>As they were at first</Button>
        </div>
      )}
    </Section>
  );
}
