import type { AgentConversation } from "@frontdesk/widget/client";
import { BadgeCheck, ExternalLink, X } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";
import { VisitorAvatar } from "../parts/avatar";
import { IconButton } from "../parts/button";
import { visitorName } from "../text/names";
import { duration, shortMoment } from "../text/time";
import styles from "./context_pane.module.css";

interface Props {
  conversation: AgentConversation;
  /** It lies over the conversation, where there is no room beside it. */
  isOver: boolean;
  onClose: () => void;
}

export function ContextPane({ conversation, isOver, onClose }: Props) {
  const closer = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isOver) closer.current?.focus();
  }, [isOver]);
  const leave = (event: KeyboardEvent) => {
    if (event.key === "Escape" && isOver) onClose();
  };
  return (
    <aside className={styles.pane} aria-label="Details" onKeyDown={leave}>
      <header className={styles.header}>
        <h2>Details</h2>
        <IconButton label="Close the details" className={styles.close} onClick={onClose} ref={closer}>
          <X size={17} />
        </IconButton>
      </header>
      <div className={styles.scroll}>
        <VisitorCard conversation={conversation} />
        <PageSection conversation={conversation} />
        <TimesSection conversation={conversation} />
        <AttributesSection attributes={conversation.attributes} />
      </div>
    </aside>
  );
}

function VisitorCard({ conversation: { visitor } }: { conversation: AgentConversation }) {
  const name = visitorName(visitor);
  return (
    <section className={styles.card}>
      <VisitorAvatar visitor={visitor} size={52} />
      <h3 className={styles.name}>{name}</h3>
      {visitor.email && (
        <a className={styles.email} href={`mailto:${visitor.email}`}>
          {visitor.email}
        </a>
      )}
      {visitor.verified ? (
        <span className={styles.verified}>
          <BadgeCheck size={14} aria-hidden="true" />
          Verified by your site
        </span>
      ) : (
        <span className={styles.unverified} title="Nobody has vouched for this name and address.">
          Unverified
        </span>
      )}
    </section>
  );
}

function PageSection({ conversation }: { conversation: AgentConversation }) {
  const { source_url: url, source_page_title: title } = conversation;
  if (!url && !title) return null;
  const shown = title || withoutScheme(url ?? "");
  return (
    <Section title="Page">
      {url && isWebAddress(url) ? (
        <a className={styles.page} href={url} target="_blank" rel="noopener noreferrer">
          <span className={styles.pageTitle}>
            {shown}
            <ExternalLink size={12} aria-hidden="true" />
          </span>
          {title && <span className={styles.pageAddress}>{withoutScheme(url)}</span>}
        </a>
      ) : (
        <p className={styles.pageTitle}>{shown}</p>
      )}
    </Section>
  );
}

function TimesSection({ conversation }: { conversation: AgentConversation }) {
  const { wait_seconds: waited, required_skills: skills } = conversation;
  return (
    <Section title="Conversation">
      <dl className={styles.facts}>
        <Fact name="Subject">{conversation.subject}</Fact>
        <Fact name="Priority">{conversation.priority}</Fact>
        <Fact name="Skills">{skills.join(", ")}</Fact>
        <Fact name="Started">{moment(conversation.created_at)}</Fact>
        <Fact name="Waited">{waited == null ? null : duration(waited)}</Fact>
        <Fact name="Assigned">{moment(conversation.assigned_at)}</Fact>
        <Fact name="First answer">{moment(conversation.first_response_at)}</Fact>
        <Fact name="Resolved">{moment(conversation.resolved_at)}</Fact>
        <Fact name="Closed">{moment(conversation.closed_at)}</Fact>
      </dl>
    </Section>
  );
}

function AttributesSection({ attributes }: { attributes: AgentConversation["attributes"] }) {
  const names = Object.keys(attributes).sort();
  if (names.length === 0) return null;
  return (
    <Section title="Attributes">
      <dl className={styles.facts}>
        {names.map((name) => (
          <Fact key={name} name={name}>
            {attributes[name]}
          </Fact>
        ))}
      </dl>
    </Section>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.section}>
      <h3 className={styles.sectionTitle}>{title}</h3>
      {children}
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  if (children === null || children === undefined || children === "") return null;
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function moment(at: string | null | undefined): ReactNode {
  return at && <time dateTime={at}>{shortMoment(at)}</time>;
}

function isWebAddress(url: string): boolean {
  return /^https?:\/\//i.test(url);
}

function withoutScheme(url: string): string {
  return url.replace(/^https?:\/\//i, "").replace(/\/$/, "");
}
