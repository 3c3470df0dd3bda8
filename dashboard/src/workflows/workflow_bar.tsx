import type { Workflow } from "@frontdesk/widget/client";
import { ArrowLeft, EllipsisVertical, Save, Trash2, Undo2 } from "lucide-react";
import { DropdownMenu, Switch } from "radix-ui";
import { useState } from "react";
import { Link } from "wouter";
import { Button, IconButton } from "../parts/button";
import field from "../parts/field.module.css";
import menu from "../parts/menu.module.css";
import { Badge } from "./badge";
import { DeleteWorkflow } from "./delete_workflow";
import type { Desk } from "./use_desk";
import { useActivate } from "./use_save";
import styles from "./workflow_bar.module.css";

interface Props {
  workflow: Workflow | null;
  desk: Desk;
}

export function WorkflowBar({ workflow, desk }: Props) {
  const { written, isChanged, change, discard, mayWrite, save } = desk;
  return (
    <header className={styles.bar}>
      <Link href="/workflows" className={styles.back} aria-label="All workflows">
        <ArrowLeft size={18} />
      </Link>
      <h1 className={styles.title}>
        {mayWrite ? (
          <input
            className={styles.name}
            aria-label="Name"
            value={written.name}
            autoComplete="off"
            onChange={(event) => change({ name: event.target.value })}
          />
        ) : (
          <span className={styles.name}>{written.name}</span>
        )}
      </h1>
      {workflow && <span className={styles.version}>version {workflow.version}</span>}
      {isChanged && <Badge tone="alert">not saved</Badge>}
      <span className={styles.gap} />
      {workflow && <Activity workflow={workflow} mayWrite={mayWrite} />}
      {mayWrite && (
        <Button tone="primary" className={styles.save} disabled={!save} onClick={save ?? undefined} title="Ctrl S">
          <Save size={15} aria-hidden="true" />
          {workflow ? "Save" : "Create"}
        </Button>
      )}
      {mayWrite && <More workflow={workflow} discard={isChanged ? discard : null} />}
    </header>
  );
}

function Activity({ workflow: { id, active }, mayWrite }: { workflow: Workflow; mayWrite: boolean }) {
  const { mutate, isPending } = useActivate(id);
  if (!mayWrite) return <Badge tone={active ? "good" : "calm"}>{active ? "active" : "off"}</Badge>;
  return (
    <span className={styles.activity}>
      <label htmlFor="workflow-active">Active</label>
      <Switch.Root
        id="workflow-active"
        className={field.switch}
        checked={active}
        disabled={isPending}
        onCheckedChange={(isOn) => mutate(isOn)}
      >
        <Switch.Thumb className={field.thumb} />
      </Switch.Root>
    </span>
  );
}

function More({ workflow, discard }: { workflow: Workflow | null; discard: (() => void) | null }) {
  const [isDeleting, setDeleting] = useState(false);
  if (!workflow && !discard) return null;
  return (
    <>
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger asChild>
          <IconButton label="More">
            <EllipsisVertical size={16} />
          </IconButton>
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content className={menu.menu} align="end" sideOffset={4} collisionPadding={8}>
            <DropdownMenu.Item className={menu.item} disabled={!discard} onSelect={() => discard?.()}>
              <Undo2 size={15} aria-hidden="true" />
              Discard my changes
            </DropdownMenu.Item>
            {workflow && (
              <DropdownMenu.Item className={menu.item} onSelect={() => setDeleting(true)}>
                <Trash2 size={15} aria-hidden="true" />
                Delete
              </DropdownMenu.Item>
            )}
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
      {isDeleting && workflow && <DeleteWorkflow workflow={workflow} close={() => setDeleting(false)} />}
    </>
  );
}
