import type { Widget } from "@frontdesk/widget/client";
import { ArrowLeft, Eye } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Link, useLocation, useParams } from "wouter";
import { useWork } from "../app/work";
import { Button } from "../parts/button";
import { Confirm, Dialog } from "../parts/dialog";
import { DoorDrawing } from "../parts/drawings";
import { EmptyState } from "../parts/empty_state";
import { Notice } from "../parts/notice";
import { Skeleton } from "../parts/skeleton";
import { Tabs } from "../parts/tabs";
import { useMedia } from "../parts/use_media";
import { useProblemFocus } from "../parts/use_problem_focus";
import type { Setting } from "./draft";
import { Preview } from "./preview/preview";
import type { Scene } from "./preview/scenes";
import { TABS, type Tab, tabOf } from "./problems";
import { useFreshWidgets } from "./queries";
import { TabPanel } from "./tab_panel";
import { type Form, useForm } from "./use_form";
import { useLeaveGuard } from "./use_leave_guard";
import styles from "./widget_page.module.css";
import { listed, SETTING_WORDS } from "./words";

const TAB_WORDS: Record<Tab, string> = {
  general: "General",
  appearance: "Appearance",
  texts: "Texts",
  behaviour: "Behaviour",
  hours: "Business hours",
  domains: "Domains",
  install: "Install",
};

/** Where the preview stands beside the form. */
const WIDE = "(min-width: 70rem)";

export function WidgetPage() {
  const { id = "" } = useParams<{ id: string }>();
  return <WidgetOf key={id} id={id} />;
}

function WidgetOf({ id }: { id: string }) {
  const { data, isError, isFetching, refetch } = useFreshWidgets();
  const widget = data?.find((each) => each.id === id);
  if (widget) return <Editor widget={widget} />;
  if (isError) {
    return (
      <div className={styles.frame}>
        <Notice tone="breach" retry={() => void refetch()}>
          The widget could not be loaded.
        </Notice>
      </div>
    );
  }
  return <div className={styles.frame}>{data && !isFetching ? <Missing /> : <PageSkeleton />}</div>;
}

function Editor({ widget }: { widget: Widget }) {
  const { me } = useWork();
  const mayEdit = me.role === "admin";
  const [tab, setTab] = useTab(widget.id);
  const [scene, setScene] = useState<Scene>("start");
  const isWide = useMedia(WIDE);
  const form = useForm(widget, (field) => setTab(tabOf(field) ?? tab));
  const { draft, problems, hasChanges } = form;
  const fields = useProblemFocus<HTMLFormElement>(form.refusals);
  const guard = useLeaveGuard(hasChanges, `/widgets/${widget.id}`);
  const marks = new Set(Object.keys(problems).map(tabOf));
  const tabs = TABS.map((name) => ({
    name,
    label: marks.has(name) ? `${TAB_WORDS[name]} \u26a0\ufe0e` : TAB_WORDS[name],
  }));
  const preview = <Preview widget={widget} draft={draft} scene={scene} onScene={setScene} />;

  return (
    <div className={styles.frame}>
      <header className={styles.header}>
        <Link href="/widgets" className={styles.back} aria-label="Back to all widgets">
          <ArrowLeft size={18} />
        </Link>
        <h1>{widget.name}</h1>
        {!widget.active && <span className={styles.off}>Off</span>}
        <div className={styles.actions}>
          {!isWide && <PreviewDialog>{preview}</PreviewDialog>}
          {mayEdit && hasChanges && <Button onClick={form.discard}>Discard</Button>}
          {mayEdit && (
            <Button tone="primary" disabled={!hasChanges || form.isSaving} onClick={form.save}>
              Save
            </Button>
          )}
        </div>
      </header>
      <FormNotices form={form} mayEdit={mayEdit} />
      <div className={styles.columns}>
        <form
          ref={fields}
          className={styles.form}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (mayEdit && hasChanges) form.save();
          }}
        >
          <Tabs tabs={tabs} label="Settings of the widget" value={tab} onChange={setTab}>
            <TabPanel
              tab={tab}
              widget={widget}
              draft={draft}
              change={form.change}
              problems={problems}
              mayEdit={mayEdit}
            />
          </Tabs>
          {/* Enter in any field saves. */}
          <button type="submit" hidden />
        </form>
        {isWide && <aside className={styles.aside}>{preview}</aside>}
      </div>
      <Confirm
        isOpen={guard.isAsking}
        onOpenChange={(isOpen) => isOpen || guard.stay()}
        title="Leave without saving?"
        confirm="Leave"
        onConfirm={guard.leave}
      >
        What you have changed on {widget.name} would be lost.
      </Confirm>
    </div>
  );
}

/** The tab is part of the address, so that it can be linked to and gone back from. */
function useTab(id: string): [Tab, (tab: Tab) => void] {
  const { tab: named } = useParams<{ tab?: string }>();
  const [, navigate] = useLocation();
  const tab = TABS.find((name) => name === named) ?? "general";
  return [tab, (name) => navigate(name === "general" ? `/widgets/${id}` : `/widgets/${id}/${name}`, { replace: true })];
}

/** Where there is no room for it beside the form. */
function PreviewDialog({ children }: { children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <Eye size={15} aria-hidden="true" />
        Preview
      </Button>
      <Dialog isOpen={isOpen} onOpenChange={setOpen} title="Preview">
        <div className={styles.dialog}>{children}</div>
      </Dialog>
    </>
  );
}

function FormNotices({ form, mayEdit }: { form: Form; mayEdit: boolean }) {
  if (!mayEdit) return <FormNotice tone="calm">Admins change widgets; you can look at everything.</FormNotice>;
  if (form.problem) return <FormNotice tone="breach">{form.problem}</FormNotice>;
  if (form.isOvertaken) return <FormNotice tone="alert">{overtakenWords(form.disputed)}</FormNotice>;
  return null;
}

function FormNotice({ tone, children }: { tone: "calm" | "alert" | "breach"; children: string }) {
  return (
    <div className={styles.notice}>
      <Notice tone={tone}>{children}</Notice>
    </div>
  );
}

function overtakenWords(disputed: readonly Setting[]): string {
  const theirs =
    "A colleague has saved this widget while you were changing it. Theirs is in the form, and so is yours.";
  if (disputed.length === 0) return `${theirs} Look it over, then save.`;
  const both = listed(disputed.map((name) => SETTING_WORDS[name]));
  return `${theirs} You have both changed ${both}: yours stands in the form. Look it over, then save.`;
}

function Missing() {
  const [, navigate] = useLocation();
  return (
    <EmptyState
      drawing={<DoorDrawing />}
      title="There is no such widget"
      action={<Button onClick={() => navigate("/widgets")}>Back to all widgets</Button>}
    >
      It may have been deleted, or the link is old.
    </EmptyState>
  );
}

function PageSkeleton() {
  return (
    <div className={styles.ghosts} role="status" aria-label="Loading the widget">
      {["30%", "70%", "55%", "80%"].map((width) => (
        <Skeleton key={width} width={width} height="1rem" />
      ))}
    </div>
  );
}
