import type { AgentConversation, VisitorDetails } from "@frontdesk/widget/client";
import { BadgeCheck, ExternalLink, X } from "lucide-react";
import type { ReactNode } from "react";
import { VisitorAvatar } from "../parts/avatar";
import { IconButton } from "../parts/button";
import { Notice } from "../parts/notice";
import { Skeleton } from "../parts/skeleton";
import { visitorName } from "../text/names";
import { PRIORITY_WORDS } from "../text/priority";
import { ago, duration, fullMoment, shortMoment } from "../text/time";
import { useNow } from "../text/use_now";
import { deviceWords, languageName, localTime } from "../text/visitor";
import { useWidget } from "../widgets/queries";
import styles from "./context_pane.module.css";
import { Fact, Facts, Section } from "./context_section";
import { EscalationsSection } from "./escalations_section";
import { EarlierSection, TicketsSection } from "./past_sections";
import { PrivacySection } from "./privacy_section";
import { NotesSection, TransfersSection } from "./team_sections";
import type { NotesOfOne } from "./use_notes";
import { useVisitorContext } from "./use_visitor_context";

interface Props {
  conversation: AgentConversation;
  notes: NotesOfOne;
  /** Given where it lies over the conversation, and can be put away. */
  onClose?: (() => void) | undefined;
}

/** Who the visitor is, where they are, and what has been before. */
export function ContextPane({ conversation, notes, onClose }: Props) {
  const { data, isPending, isError, refetch } = useVisitorContext(conversation.id);
  return (
    <div className={styles.pane}>
      <header className={styles.header}>
        <h2>Details</h2>
        {onClose && (
          <IconButton label="Close the details" onClick={onClose}>
            <X size={17} />
          </IconButton>
        )}
      </header>
      <div className={styles.scroll}>
        <VisitorCard conversation={conversation} />
        {isError && (
          <div className={styles.problem}>
            <Notice tone="breach" retry={() => void refetch()}>
              What is known of the visitor could not be loaded.
            </Notice>
          </div>
        )}
        {isPending && <Ghost title="Visitor" lines={GHOST_FACTS} />}
        {data && <VisitorSection visitor={data.visitor} />}
        <PageSection conversation={conversation} visitor={data?.visitor} />
        <ConversationSection conversation={conversation} />
        <EscalationsSection conversation={conversation} />
        <NotesSection notes={notes} />
        {isPending && <Ghost title="Earlier conversations" lines={GHOST_ROW} />}
        {data && <EarlierSection context={data} />}
        {data && <TicketsSection context={data} />}
        <AttributesSection attributes={{ ...data?.visitor.attributes, ...conversation.attributes }} />
        <TransfersSection transfers={conversation.transfers} />
        {data && <PrivacySection visitor={data.visitor} />}
      </div>
    </div>
  );
}

const GHOST_FACTS = ["72%", "80%", "66%", "58%", "75%"];
const GHOST_ROW = ["64%", "48%"];

/** In the place that it will have, so that nothing moves when it comes. */
function Ghost({ title, lines }: { title: string; lines: readonly string[] }) {
  return (
    <Section title={title}>
      <div className={styles.ghost} role="status" aria-label={`Loading: ${title}`}>
        {lines.map((width) => (
          <Skeleton key={width} width={width} height="0.75rem" />
        ))}
      </div>
    </Section>
  );
}

function VisitorCard({ conversation: { visitor } }: { conversation: AgentConversation }) {
  const name = visitorName(visitor);
  return (
    <section className={styles.card} aria-label="Visitor">
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

function VisitorSection({ visitor }: { visitor: VisitorDetails }) {
  const now = useNow();
  return (
    <Section title="Visitor">
      <Facts>
        <Fact name="Their time">{visitor.time_zone && localTime(visitor.time_zone, now)}</Fact>
        <Fact name="Language">{visitor.locale && languageName(visitor.locale)}</Fact>
        <Fact name="Device">{deviceWords(visitor.device)}</Fact>
        <Fact name="Last seen">{since(visitor.last_seen_at, now)}</Fact>
        <Fact name="First seen">{moment(visitor.first_seen_at)}</Fact>
      </Facts>
    </Section>
  );
}

interface PageProps {
  conversation: AgentConversation;
  visitor: VisitorDetails | undefined;
}

/** Where the visitor is; before that is known, where the conversation began. */
function PageSection({ conversation, visitor }: PageProps) {
  const url = visitor?.page_url ?? conversation.source_url;
  const title = visitor?.page_url ? visitor.page_title : conversation.source_page_title;
  if (!url && !title) return null;
  return (
    <Section title="Page">
      <Page url={url ?? ""} title={title ?? null} />
      {visitor?.referrer && (
        <Facts>
          <Fact name="Came from">{withoutScheme(visitor.referrer)}</Fact>
        </Facts>
      )}
    </Section>
  );
}

function Page({ url, title }: { url: string; title: string | null }) {
  const shown = title || withoutScheme(url);
  if (!isWebAddress(url)) return <p className={styles.pageTitle}>{shown}</p>;
  return (
    <a className={styles.page} href={url} target="_blank" rel="noopener noreferrer">
      <span className={styles.pageTitle}>
        {shown}
        <ExternalLink size={12} aria-hidden="true" />
      </span>
      {title && <span className={styles.pageAddress}>{withoutScheme(url)}</span>}
    </a>
  );
}

function ConversationSection({ conversation }: { conversation: AgentConversation }) {
  const { wait_seconds: waited, required_skills: skills } = conversation;
  const widget = useWidget(conversation.widget_id).data;
  return (
    <Section title="Conversation">
      <Facts>
        <Fact name="Subject">{conversation.subject}</Fact>
        <Fact name="Widget">{widget?.name}</Fact>
        <Fact name="Priority">{PRIORITY_WORDS[conversation.priority]}</Fact>
        <Fact name="Skills">{skills.join(", ")}</Fact>
        <Fact name="Tags">{conversation.tags.join(", ")}</Fact>
        <Fact name="Started">{moment(conversation.created_at)}</Fact>
        <Fact name="Waited">{waited == null ? null : duration(waited)}</Fact>
        <Fact name="Assigned">{moment(conversation.assigned_at)}</Fact>
        <Fact name="First answer">{moment(conversation.first_response_at)}</Fact>
        <Fact name="Resolved">{moment(conversation.resolved_at)}</Fact>
        <Fact name="Closed">{moment(conversation.closed_at)}</Fact>
      </Facts>
    </Section>
  );
}

function AttributesSection({ attributes }: { attributes: Record<string, string> }) {
  const names = Object.keys(attributes).sort();
  if (names.length === 0) return null;
  return (
    <Section title="Attributes">
      <Facts>
        {names.map((name) => (
          <Fact key={name} name={name}>
            {attributes[name]}
          </Fact>
        ))}
      </Facts>
    </Section>
  );
}

function moment(at: string | null | undefined): ReactNode {
  return at && <time dateTime={at}>{shortMoment(at)}</time>;
}

function since(at: string, now: number): ReactNode {
  const words = ago(at, now);
  return (
    <time dateTime={at} title={fullMoment(at)}>
      {words === "now" ? "Just now" : /\d[mhd]$/.test(words) ? `${words} ago` : words}
    </time>
  );
}

function isWebAddress(url: string): boolean {
  return /^https?:\/\//i.test(url);
}

function withoutScheme(url: string): string {
  return url.replace(/^https?:\/\//i, "").replace(/\/$/, "");
}
