import { clsx } from "clsx";
import { Search } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { Link, useLocation } from "wouter";
import { useWork } from "../app/work";
import { Bell } from "../notifications/bell";
import menu from "../parts/menu.module.css";
import parts from "../parts/parts.module.css";
import { BellMark, Wordmark } from "../parts/wordmark";
import { KeyCaps } from "../shortcuts/key_caps";
import { paletteCaps } from "../shortcuts/keys";
import { AccountMenu } from "./account_menu";
import { ConnectionState } from "./connection_state";
import { type Entry, entriesFor, isHere, MORE, SECTIONS, type Section } from "./entries";
import { EntryCount } from "./entry_count";
import styles from "./shell.module.css";

export function Navigation({ onFind }: { onFind: () => void }) {
  return (
    <nav className={styles.navigation} aria-label="Main">
      <div className={styles.brand}>
        <span className={styles.wide}>
          <Wordmark />
        </span>
        <span className={styles.narrow}>
          <BellMark size={28} />
        </span>
        <Bell />
      </div>
      <button type="button" className={styles.find} onClick={onFind}>
        <Search size={15} aria-hidden="true" />
        <span className={styles.label} aria-hidden="true">
          Find…
        </span>
        <span className={parts.visuallyHidden}>Find and do anything</span>
        <span aria-hidden="true">
          <KeyCaps caps={paletteCaps()} />
        </span>
      </button>
      <div className={styles.places}>
        {SECTIONS.map((section) => (
          <NavigationSection key={section.title} section={section} />
        ))}
      </div>
      <MoreMenu />
      <div className={styles.foot}>
        <ConnectionState />
        <AccountMenu />
      </div>
    </nav>
  );
}

function NavigationSection({ section }: { section: Section }) {
  const { me } = useWork();
  return (
    <section className={clsx(styles.section, section.isSecond && styles.second)}>
      <h2 className={styles.sectionTitle}>{section.title}</h2>
      <ul className={styles.entries}>
        {entriesFor(me.role, section.entries).map((entry) => (
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
  const here = isHere(entry, location);
  const Icon = entry.icon;
  return (
    <Link
      href={entry.to}
      className={clsx(styles.entry, here && styles.here)}
      aria-current={here ? "page" : undefined}
      title={entry.label}
    >
      <Icon size={17} strokeWidth={1.9} aria-hidden="true" />
      <span className={styles.label}>{entry.label}</span>
      {entry.counts && <EntryCount counts={entry.counts} />}
    </Link>
  );
}

/** On a phone, what has no room of its own. */
function MoreMenu() {
  const { me } = useWork();
  const [location, navigate] = useLocation();
  const isThere = MORE.entries.some((entry) => isHere(entry, location));
  const Icon = MORE.icon;
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className={clsx(styles.entry, styles.moreEntries, isThere && styles.here)}>
        <Icon size={17} strokeWidth={1.9} aria-hidden="true" />
        <span className={styles.label}>More</span>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={menu.menu} side="top" sideOffset={8} collisionPadding={8}>
          {entriesFor(me.role, MORE.entries).map(({ to, label, icon: EntryIcon }) => (
            <DropdownMenu.Item key={to} className={menu.item} onSelect={() => navigate(to)}>
              <EntryIcon size={15} aria-hidden="true" />
              {label}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
