import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { CloseButton } from "../common";
import type { Model } from "../model";
import { BackIcon, MoreIcon } from "./icons";

interface HeaderProps {
  model: Model;
  title: string;
  subtitle: string | null;
  face: ComponentChildren;
  onBack?: () => void;
  items: MenuItem[];
}

export interface MenuItem {
  text: string;
  choose(): void;
}

export function Header({ model, title, subtitle, face, onBack, items }: HeaderProps) {
  const { texts } = model;
  return (
    <div class="header">
      {onBack && (
        <button type="button" class="icon-button" aria-label={texts.back} onClick={onBack}>
          <BackIcon />
        </button>
      )}
      {face}
      <div class="titles">
        <h2 class="title">{title}</h2>
        {subtitle && <p class="subtitle">{subtitle}</p>}
      </div>
      {items.length > 0 && <Menu label={texts.menu} items={items} />}
      <CloseButton model={model} />
    </div>
  );
}

function Menu({ label, items }: { label: string; items: MenuItem[] }) {
  const [open, setOpen] = useState(false);
  const menu = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (open) menu.current?.querySelector<HTMLElement>("[role=menuitem]")?.focus();
  }, [open]);
  /** The focus must not go with the entry that had it. */
  const close = () => {
    setOpen(false);
    menu.current?.querySelector("button")?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      moveFocus(menu.current, step);
    }
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close();
  };
  const onFocusOut = (event: FocusEvent) => {
    if (!menu.current?.contains(event.relatedTarget as Node | null)) setOpen(false);
  };
  return (
    <div class="menu" ref={menu}>
      <button
        type="button"
        class="icon-button"
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <MoreIcon />
      </button>
      {open && (
        <div class="menu-items" role="menu" tabIndex={-1} onKeyDown={onKeyDown} onFocusOut={onFocusOut}>
          {items.map(({ text, choose }) => (
            <button
              key={text}
              type="button"
              role="menuitem"
              class="menu-item"
              onClick={() => {
                close();
                choose();
              }}
            >
              {text}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

function moveFocus(menu: HTMLElement | null, step: number): void {
  const items = [...(menu?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])];
  const at = items.findIndex((item) => item.matches(":focus"));
  items.at((at + step) % items.length)?.focus();
}
