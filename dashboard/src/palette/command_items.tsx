import { Command } from "cmdk";
import { useBindings } from "../shortcuts/bindings";
import { COMMANDS, type SECTIONS } from "../shortcuts/commands";
import { KeyCaps } from "../shortcuts/key_caps";
import { capsOf } from "../shortcuts/keys";
import { running, useAvailableCommands } from "../shortcuts/running";
import styles from "./palette.module.css";

/** The open conversation's or ticket's commands first: they are the likeliest. */
const ORDER = ["Conversation", "Ticket", "List", "Go to", "Yourself"] satisfies (typeof SECTIONS)[number][];

/** Walking from row to row is for keys; here one looks for what has a name. */
const NOT_HERE: ReadonlySet<string> = new Set(["next", "previous"]);

/** Each command that something on the page can carry out now. */
export function CommandItems({ onDone }: { onDone: () => void }) {
  const available = useAvailableCommands();
  const { keys, isOn } = useBindings();
  return ORDER.map((section) => {
    const commands = COMMANDS.filter(
      (command) => command.section === section && available.has(command.id) && !NOT_HERE.has(command.id),
    );
    if (commands.length === 0) return null;
    return (
      <Command.Group key={section} heading={section} className={styles.group}>
        {commands.map(({ id, title }) => {
          const key = keys[id];
          return (
            <Command.Item
              key={id}
              value={title}
              className={styles.item}
              onSelect={() => {
                onDone();
                // Once the palette is gone and the focus is back, so that what is opened can take it.
                requestAnimationFrame(() => running.run(id));
              }}
            >
              <span>{title}</span>
              {key && isOn && <KeyCaps caps={capsOf(key)} />}
            </Command.Item>
          );
        })}
      </Command.Group>
    );
  });
}
