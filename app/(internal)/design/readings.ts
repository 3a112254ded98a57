import type { Reading } from '@/app/_ui/trend-chart.tsx'

/** Made-up readings of one check: drift, a failure, a repair. */
export const CHECK_1: readonly Reading[] = [
  { day: '2019-06-01', hundredths: 840, passed: true },
  { day: '2020-05-28', hundredths: 810, passed: true },
  { day: '2021-06-03', hundredths: 720, passed: true },
  { day: '2022-05-30', hundredths: 660, passed: true },
  { day: '2023-06-02', hundredths: 610, passed: true },
  { day: '2024-05-30', hundredths: 540, passed: true },
  { day: '2025-03-02', hundredths: 480, passed: false },
  { day: '2025-03-03', hundredths: 780, passed: true, note: 'after repair' },
  { day: '2026-03-04', hundredths: 720, passed: true },
]
