import { Dialog } from "../parts/dialog";
import { useBindings } from "./bindings";
import { COMMANDS, SECTIONS, type Section } from "./commands";
import { KeyCaps } from "./key_caps";
import { capsOf, paletteCaps } from "./keys";
import styles from "./shortcuts.module.css";

interface Props {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

/** Every shortcut that has a key at present. */
export function ShortcutSheet({ isOpen, onOpenChange }: Props) {
  const { isOn } = useBindings();
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title="Keyboard shortcuts"
      about={
        isOn
          ? "They rest while you write. Settings let you choose other keys."
          : "Single keys are switched off in the settings."
      }
      width="wide"
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard must be able to scroll it */}
      <section className={styles.sheet} aria-label="Shortcuts" tabIndex={0}>
        {SECTIONS.map((section) => (
          <SheetSection key={section} section={section} />
        ))}
      </section>
    </Dialog>
  );
}

function SheetSection({ section }: { section: Section }) {
  const { keys, isOn } = useBindings();
  const rows = COMMANDS.filter((command) => command.section === section).flatMap(({ id, title }) => {
    const key = keys[id];
    return key && isOn ? [{ id: id as string, title, caps: capsOf(key) }] : [];
  });
  if (section === "Yourself") rows.unshift({ id: "palette", title: "Find and do anything", caps: paletteCaps() });
  if (rows.length === 0) return null;
  return (
    <section className={styles.section}>
      <h3 className={styles.sectionTitle}>{section}</h3>
      <dl>
        {rows.map(({ id, title, caps }) => (
          <div key={id} className={styles.line}>
            <dt>{title}</dt>
            <dd>
              <KeyCaps caps={caps} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
