import { useState } from "preact/hooks";
import { type ConversationView, unreadCount, type VisitorConversation } from "../client";
import { Avatar } from "./avatar";
import { CloseButton, ConnectionBar } from "./common";
import { Composer } from "./composer";
import { ArrowIcon } from "./icons";
import type { Model } from "./model";

export function StartScreen({ model }: { model: Model }) {
  const { config } = model.context;
  const { collect_name, collect_email } = config.behaviour;
  const [introduced, setIntroduced] = useState(false);
  const { visitor, state, texts, nobodyThere } = model;
  const missing = (collect_name && !visitor?.name) || (collect_email && !visitor?.email);
  const Introduction =
    missing && !introduced && !nobodyThere && config.active && model.part("introduction")?.IntroductionForm;
  const Offline = nobodyThere && config.active && model.part("offline")?.OfflineForm;
  const mayWrite = config.active && !nobodyThere && (!missing || introduced);
  return (
    <>
      <Welcome model={model} />
      <ConnectionBar model={model} />
      <div class="start">
        {state.conversations.length > 0 && <Conversations model={model} />}
        {Introduction && state.loaded && <Introduction model={model} onDone={() => setIntroduced(true)} />}
        {Offline && state.loaded && <Offline model={model} />}
        {!config.active && <p class="history">{texts.problems.widget_inactive}</p>}
        {!state.loaded && !state.problem && <p class="history">{texts.loading}</p>}
      </div>
      {state.loaded && mayWrite && <Composer model={model} />}
      {config.appearance.branding && <p class="branding">{texts.poweredBy}</p>}
    </>
  );
}

function Welcome({ model }: { model: Model }) {
  const { config } = model.context;
  const { texts } = model;
  return (
    <div class="welcome">
      <div class="welcome-bar">
        <Avatar name={config.name} logo={config.appearance.logo_url} />
        <span class="welcome-name">{config.name}</span>
        <CloseButton model={model} />
      </div>
      <h2 class="welcome-title">{config.texts.welcome_title ?? texts.welcomeTitle}</h2>
      <p class="welcome-message">{config.texts.welcome_message ?? texts.welcomeMessage}</p>
    </div>
  );
}

function Conversations({ model }: { model: Model }) {
  return (
    <section class="recent">
      <h3>{model.texts.recent}</h3>
      <ul>
        {model.state.conversations.map((conversation) => (
          <li key={conversation.id}>
            <ConversationButton model={model} conversation={conversation} view={model.view(conversation.id)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface ConversationButtonProps {
  model: Model;
  conversation: VisitorConversation;
  view: ConversationView | undefined;
}

function ConversationButton({ model, conversation, view }: ConversationButtonProps) {
  const { texts, locale } = model;
  const last = view?.log.messages.at(-1) ?? conversation.last_message;
  const name = (view?.state ?? conversation).agent?.name ?? model.context.config.name;
  const unread = view ? unreadCount(view, "visitor") : 0;
  const at = new Date(last?.created_at ?? conversation.created_at);
  return (
    <button type="button" class="recent-item" onClick={() => model.goTo(conversation.id)}>
      <Avatar name={name} small />
      <span class="recent-text">
        <span class="recent-name">{name}</span>
        <span class="recent-preview">{last?.content ?? conversation.subject ?? texts.untitled}</span>
      </span>
      <span class="recent-side">
        <time dateTime={at.toISOString()}>{at.toLocaleDateString(locale, { day: "numeric", month: "short" })}</time>
        {unread > 0 ? (
          <span class="count" role="img" aria-label={texts.unread(unread)}>
            {unread}
          </span>
        ) : (
          <ArrowIcon />
        )}
      </span>
    </button>
  );
}
