import type { SharedTabs } from "./courier";
import { SharedLink } from "./shared_link";
import { Tabs, type TabsOptions } from "./tabs";

/** For `CourierOptions.tabs`: one connection for all tabs of a person. */
export function linkTabs(options: TabsOptions): SharedTabs {
  const tabs = new Tabs(options);
  return { tabs, link: (socketOptions) => new SharedLink(socketOptions, tabs) };
}
