import { Command } from "cmdk";
import { Dialog } from "radix-ui";
import { useEffect, useState } from "react";
import { useFocusReturn } from "../parts/use_focus_return";
import { CommandItems } from "./command_items";
import { ConversationItems } from "./conversation_items";
import styles from "./palette.module.css";
import { score } from "./score";
import { TicketItem, ticketValue, useNumberedTicket } from "./ticket_items";

interface Props {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

/** Finds pages, commands, tickets and conversations by a few letters, and goes there or does it. */
export function Palette({ isOpen, onOpenChange }: Props) {
  const giveFocusBack = useFocusReturn(isOpen);
  return (
    <Dialog.Root open={isOpen} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className={styles.veil} />
        <Dialog.Content className={styles.window} aria-describedby={undefined} onCloseAutoFocus={giveFocusBack}>
          <Dialog.Title className={styles.title}>Find and do anything</Dialog.Title>
          <Search onDone={() => onOpenChange(false)} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Search({ onDone }: { onDone: () => void }) {
  const [words, setWords] = useState("");
  const [chosen, setChosen] = useState("");
  const { ticket, isLoading } = useNumberedTicket(words);
  const found = ticket && ticketValue(ticket);
  // Whoever types a number means the ticket: it is what Enter takes, whatever else was found before it.
  useEffect(() => {
    if (found) setChosen(found);
  }, [found]);
  return (
    <Command
      className={styles.palette}
      label="Find and do anything"
      filter={score}
      value={chosen}
      onValueChange={setChosen}
      loop
    >
      <Command.Input
        className={styles.input}
        value={words}
        onValueChange={setWords}
        placeholder="A visitor, a ticket’s number, a page, a command…"
        autoFocus
      />
      <Command.List className={styles.list}>
        <Command.Empty className={styles.empty}>Nothing is called that.</Command.Empty>
        <CommandItems onDone={onDone} />
        {ticket && <TicketItem ticket={ticket} onDone={onDone} />}
        {!isLoading && <ConversationItems words={words} onDone={onDone} />}
      </Command.List>
    </Command>
  );
}
