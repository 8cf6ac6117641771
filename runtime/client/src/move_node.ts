import { get } from "./dom.ts";

/**
 * Moves a node with its state.
 *
 * `moveBefore` keeps focus, playing media, frames, scroll positions and
 * animations. Without it, or where it does not apply, the node is inserted
 * as usual.
 */
export function moveNode(node: Node, parent: Node, before: Node | null): void {
  const move = get(node, "isConnected") && get(parent, "isConnected") && get(parent as Element, "moveBefore");
  (move || get(parent, "insertBefore")).call(parent, node, before);
}
