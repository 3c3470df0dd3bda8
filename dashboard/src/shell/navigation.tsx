import { clsx } from "clsx";
import { CircleUser, ConciergeBell, type LucideIcon, MessagesSquare } from "lucide-react";
import { Link, useLocation } from "wouter";
import { useWork } from "../app/work";
import { listed } from "../inbox/patches";
import { useList } from "../inbox/queries";
import { unreadOf, type View } from "../inbox/views";
import parts from "../parts/parts.module.css";
import { BellMark, Wordmark } from "../parts/wordmark";
import { AccountMenu } from "./account_menu";
import { ConnectionState } from "./connection_state";
import styles from "./shell.module.css";

interface Entry {
  to: string;
  label: string;
  icon: LucideIcon;
  /** What its number counts. */
  count?: Count;
}

interface Section {
  title: string;
  entries: Entry[];
}

interface Count {
  view: View;
  unit: string;
}

/** In the order of the agents' day: what is theirs, what waits for anybody, and everything. */
const SECTIONS: Section[] = [
  {
    title: "Inbox",
    entries: [
      { to: "/inbox/mine", label: "Mine", icon: CircleUser, count: { view: "mine", unit: "unread" } },
      { to: "/inbox/queue", label: "Queue", icon: ConciergeBell, count: { view: "queue", unit: "waiting" } },
      { to: "/inbox/all", label: "All", icon: MessagesSquare },
    ],
  },
];

export function Navigation() {
  return (
    <nav className={styles.navigation} aria-label="Main">
      <div className={styles.brand}>
        <span className={styles.wide}>
          <Wordmark />
        </span>
        <span className={styles.narrow}>
          <BellMark size={28} />
        </span>
      </div>
      {SECTIONS.map((section) => (
        <NavigationSection key={section.title} section={section} />
      ))}
      <div className={styles.foot}>
        <ConnectionState />
        <AccountMenu />
      </div>
    </nav>
  );
}

function NavigationSection({ section }: { section: Section }) {
  return (
    <section className={styles.section}>
      <h2 className={styles.sectionTitle}>{section.title}</h2>
      <ul className={styles.entries}>
        {section.entries.map((entry) => (
          <li key={entry.to}>
            <NavigationLink entry={entry} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function NavigationLink({ entry }: { entry: Entry }) {
  const [location] = useLocation();
  const isHere = location === entry.to || location.startsWith(`${entry.to}/`);
  const Icon = entry.icon;
  return (
    <Link
      href={entry.to}
      className={clsx(styles.entry, isHere && styles.here)}
      aria-current={isHere ? "page" : undefined}
    >
      <Icon size={17} strokeWidth={1.9} aria-hidden="true" />
      <span className={styles.label}>{entry.label}</span>
      {entry.count && <EntryCount count={entry.count} />}
    </Link>
  );
}

function EntryCount({ count }: { count: Count }) {
  const work = useWork();
  const { data, hasNextPage } = useList(work, count.view);
  const items = listed(data);
  const number = count.view === "mine" ? items.reduce((sum, item) => sum + unreadOf(item), 0) : items.length;
  if (number === 0) return null;
  const shown = number > 99 ? "99+" : `${number}${hasNextPage ? "+" : ""}`;
  return (
    <span className={clsx(styles.count, count.view === "mine" && styles.mine)}>
      {shown}
      <span className={parts.visuallyHidden}> {count.unit}</span>
    </span>
  );
}
