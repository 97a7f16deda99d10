/** How far the printing for one agency's units is. */
export interface AgencyPrints {
  readonly agencyId: string;
  readonly nameVi: string;
  readonly nameEn: string;
  readonly units: number;
  readonly printed: number;
  readonly answered: number;
}
