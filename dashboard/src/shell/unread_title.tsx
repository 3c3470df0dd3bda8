import { useEffect } from "react";
import { useWork } from "../app/work";
import { listed } from "../inbox/patches";
import { useList } from "../inbox/queries";
import { unreadOf } from "../inbox/views";
import { showOnFavicon } from "./favicon";

/** The number of unread messages, in the browser tab's title and icon. */
export function UnreadTitle() {
  const work = useWork();
  const { data } = useList(work, "mine");
  const unread = listed(data).reduce((sum, conversation) => sum + unreadOf(conversation), 0);
  useEffect(() => {
    document.title = unread > 0 ? `(${unread}) Frontdesk` : "Frontdesk";
    showOnFavicon(unread > 0);
    return () => {
      document.title = "Frontdesk";
      showOnFavicon(false);
    };
  }, [unread]);
  return null;
}
