/** A role in words. */
import { m } from '../../paraglide/messages.js';

const NAMES: Readonly<Record<string, (() => string) | undefined>> = {
  administrator: m.admin_role_administrator,
  coordinator: m.admin_role_coordinator,
  agency_viewer: m.admin_role_agency_viewer,
  interviewer: m.admin_role_interviewer,
  reinterviewer: m.admin_role_reinterviewer
};

export function roleName(role: string): string {
  return NAMES[role]?.() ?? role;
}
