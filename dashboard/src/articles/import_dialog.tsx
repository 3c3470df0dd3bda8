import type { ImportedArticles } from "@frontdesk/widget/client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { clsx } from "clsx";
import { FileUp } from "lucide-react";
import { type DragEvent, useRef, useState } from "react";
import { useWork } from "../app/work";
import { Button } from "../parts/button";
import { Dialog } from "../parts/dialog";
import { Notice } from "../parts/notice";
import styles from "./import_dialog.module.css";
import { ACCEPTED, type Fault, faultsOf, outcomeWords, packed, problemOf } from "./import_files";
import { articlesChanged } from "./queries";

/** Files that cannot be sent as they were chosen. */
class BadChoice extends Error {}

export function ImportDialog({ close }: { close: () => void }) {
  const { mutate, isPending, data, error, variables } = useImport();
  const faults = faultsOf(error, variables);
  const problem = error instanceof BadChoice ? error.message : problemOf(error);
  return (
    <Dialog
      isOpen
      onOpenChange={close}
      title="Import articles"
      about="Markdown files with front matter, a .zip of such files, or a .csv table. An article whose address is there already is changed."
      width="wide"
    >
      <div className={styles.body}>
        <DropZone isBusy={isPending} onFiles={mutate} />
        {isPending && <p className={styles.told}>Importing {chosenWords(variables)}…</p>}
        {problem && <Notice tone="breach">{problem}</Notice>}
        {faults.length > 0 && <Faults faults={faults} />}
        {data && <Outcome imported={data} />}
        <div className={styles.foot}>
          <Button onClick={close}>{data ? "Done" : "Cancel"}</Button>
        </div>
      </div>
    </Dialog>
  );
}

function useImport() {
  const { api } = useWork();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (files: readonly File[]) => {
      const parcel = await packed(files);
      if (typeof parcel === "string") throw new BadChoice(parcel);
      return api.importArticles(parcel);
    },
    onSettled: () => {
      articlesChanged(queries);
      void queries.invalidateQueries({ queryKey: ["article"] });
    },
  });
}

function DropZone({ isBusy, onFiles }: { isBusy: boolean; onFiles: (files: readonly File[]) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const dropped = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (!isBusy) onFiles([...event.dataTransfer.files]);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a place to drop; the button within does the same
    <div
      className={clsx(styles.zone, isOver && styles.over)}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={dropped}
    >
      <FileUp size={22} aria-hidden="true" />
      <p>Drop files here, or</p>
      <Button disabled={isBusy} onClick={() => input.current?.click()}>
        Choose files
      </Button>
      <input
        ref={input}
        type="file"
        className={styles.input}
        accept={ACCEPTED}
        multiple
        tabIndex={-1}
        aria-label="Files of articles"
        onChange={({ target }) => {
          onFiles([...(target.files ?? [])]);
          // The same file again, once it is mended, is a choice too.
          target.value = "";
        }}
      />
    </div>
  );
}

function Faults({ faults }: { faults: readonly Fault[] }) {
  return (
    <section className={styles.faults} aria-label="What is wrong">
      <p role="alert">
        Nothing was imported: {faults.length === 1 ? "one thing is wrong." : "these things are wrong."}
      </p>
      <ul>
        {faults.map(({ place, field, message }) => (
          <li key={`${place} ${field} ${message}`}>
            <span className={styles.place}>
              {place}
              {field && <code>{field}</code>}
            </span>
            <span>{message}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Outcome({ imported }: { imported: ImportedArticles }) {
  return (
    <p className={styles.outcome} role="status">
      {outcomeWords(imported)}
    </p>
  );
}

function chosenWords(files: readonly File[] | undefined): string {
  const count = files?.length ?? 0;
  return count === 1 ? (files?.[0]?.name ?? "") : `${count} files`;
}
