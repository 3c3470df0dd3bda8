import { isApiError, type VisitorDetails } from "@frontdesk/widget/client";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Download, Trash2 } from "lucide-react";
import { useState } from "react";
import { useLocation } from "wouter";
import { useWork } from "../app/work";
import { Button } from "../parts/button";
import { Confirm } from "../parts/dialog";
import { useToast } from "../parts/toasts";
import { visitorName } from "../text/names";
import styles from "./context_pane.module.css";
import { Section } from "./context_section";

const POLL_MILLISECONDS = 1500;

/** For admins: gives out all that is known of the visitor, or erases it. */
export function PrivacySection({ visitor }: { visitor: VisitorDetails }) {
  const { me } = useWork();
  if (me.role !== "admin") return null;
  return (
    <Section title="Privacy" isOpenAtFirst={false}>
      <div className={styles.privacy}>
        <ExportData key={visitor.id} visitor={visitor} />
        <EraseVisitor visitor={visitor} />
      </div>
    </Section>
  );
}

function ExportData({ visitor }: { visitor: VisitorDetails }) {
  const { api } = useWork();
  const [isWanted, setWanted] = useState(false);
  const { data, isError } = useQuery({
    queryKey: ["visitor-export", visitor.id],
    queryFn: () => api.visitors.export(visitor.id),
    enabled: isWanted,
    gcTime: 0,
    refetchInterval: ({ state }) => (state.data?.state === "ready" ? false : POLL_MILLISECONDS),
  });
  if (isWanted && data?.url) {
    return (
      <a className={styles.download} href={data.url} download>
        <Download size={15} aria-hidden="true" />
        Download the archive
      </a>
    );
  }
  return (
    <>
      <Button disabled={isWanted && !isError} onClick={() => setWanted(true)}>
        <Download size={15} aria-hidden="true" />
        {isWanted && !isError ? "Preparing the archive…" : "Export their data"}
      </Button>
      {isError && <p className={styles.none}>The archive could not be prepared. It is tried again.</p>}
    </>
  );
}

function EraseVisitor({ visitor }: { visitor: VisitorDetails }) {
  const { api, cache } = useWork();
  const [isOpen, setOpen] = useState(false);
  const [, navigate] = useLocation();
  const say = useToast();
  const name = visitorName(visitor);
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => api.visitors.erase(visitor.id),
    onSuccess: () => {
      setOpen(false);
      say(`${name} is being erased. In a moment nothing of them is left.`);
      navigate("/inbox");
      cache.refresh();
    },
  });
  const problem = error && (isApiError(error) ? error.message : "The visitor could not be erased.");
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <Trash2 size={15} aria-hidden="true" />
        Erase visitor…
      </Button>
      <Confirm
        isOpen={isOpen}
        onOpenChange={setOpen}
        title={`Erase ${name}?`}
        confirm="Erase for good"
        isBusy={isPending}
        problem={problem}
        onConfirm={() => mutate()}
      >
        All of their conversations, notes and files go, and so do their name and address, also in tickets. An open
        conversation ends at once. Nobody can bring any of it back.
      </Confirm>
    </>
  );
}
