import type { Page } from '../../crawlers/read/page.ts'
import type { NewRequest } from '../../storage/commit/unit.ts'
import type { QueuedRequest } from '../../storage/requests.ts'
import type { Answer } from './leave.ts'
import type { VisitedSite } from './visitor.ts'

export function requisitesOf(_visited: VisitedSite, _request: QueuedRequest, _page: Page): NewRequest[] {
  return []
}

export function leadsOfRequisite(_visited: VisitedSite, _request: QueuedRequest, _answer: Answer): NewRequest[] {
  return []
}
