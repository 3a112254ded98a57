import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Badge } from '@/app/_ui/badge.tsx'
import { Banner } from '@/app/_ui/banner.tsx'
import { LinkButton } from '@/app/_ui/button.tsx'
import { Card } from '@/app/_ui/card.tsx'
import { Day } from '@/app/_ui/day.tsx'
import { DescriptionList, Missing } from '@/app/_ui/description-list.tsx'
import { PageHeader } from '@/app/_ui/page-header.tsx'
import { Psid } from '@/app/_ui/psid.tsx'
import { DataTable, EmptyRow, MenuTd, Td, Th } from '@/app/_ui/table.tsx'
import { TextLink } from '@/app/_ui/text-link.tsx'
import { expiryBand } from '@/lib/backflow/blocking.ts'
import { requireContext } from '@/lib/context.ts'
import { addMonths, formatDay, today } from '@/lib/dates.ts'
import { findGauge, listCalibrations } from '@/lib/gauges/queries.ts'
import { GAUGE_KINDS, WATER_CLASSES } from '@/lib/gauges/schema.ts'
import { ExpiryMark } from '../../expiry-mark.tsx'
import { wordOf } from '../gauge-choices.ts'
import { CalibrationForm } from './calibration-form.tsx'
import { RemoveCalibration, RetireGauge } from './gauge-buttons.tsx'

export const metadata: Metadata = { title: 'Gauge' }

export default async function GaugePage({ params }: { params: Promise<{ id: string }> }) {
  const { db, company, may } = await requireContext('gauges:read')
  const { id } = await params
  const [gauge, calibrations] = await Promise.all([findGauge(db, id), listCalibrations(db, id)])
  if (gauge === null) notFound()
  const day = today(company.time_zone)
  const write = may('gauges:write') && company.writable
  const last = calibrations[0]?.calibrated_on ?? null
  const goodUntil = last === null ? null : addMonths(last, gauge.interval_months)
  return (
    <>
      <PageHeader
        title={`${gauge.manufacturer} ${gauge.model}`}
        crumbs={[{ label: 'Gauges', href: '/gauges' }]}
        state={
          gauge.retired_on !== null ? (
            <Badge tone="muted">Retired</Badge>
          ) : goodUntil === null ? (
            <Badge tone="fail">No certificate</Badge>
          ) : (
            <ExpiryMark on={goodUntil} today={day} ended="Past due since" />
          )
        }
        actions={
          write ? (
            <>
              <LinkButton href={`/gauges/${gauge.id}/edit`} shortcut="e">
                Edit
              </LinkButton>
              <RetireGauge id={gauge.id} retired={gauge.retired_on !== null} />
            </>
          ) : undefined
        }
      />
      <Warning retired={gauge.retired_on !== null} goodUntil={goodUntil} today={day} />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(18rem,1fr)]">
        <div className="grid min-w-0 gap-4">
          <DataTable label="Calibrations" cards>
            <thead>
              <tr>
                <Th>Checked</Th>
                <Th>Laboratory</Th>
                <Th>Certificate</Th>
                <Th num>Largest error</Th>
                <Th>Good until</Th>
                <Th>
                  <span className="sr-only">What to do</span>
                </Th>
              </tr>
            </thead>
            <tbody>
              {calibrations.length === 0 ? (
                <EmptyRow span={6}>
                  No accuracy check on file. Until there is one, tests with this gauge cannot be signed.
                </EmptyRow>
              ) : null}
              {calibrations.map((calibration) => (
                <tr key={calibration.id}>
                  <th scope="row" className="card-head">
                    <Day day={calibration.calibrated_on} />
                  </th>
                  <Td label="Laboratory" cut>
                    {calibration.lab ?? <Missing />}
                  </Td>
                  <Td label="Certificate" cut>
                    <Certificate no={calibration.certificate_no} fileId={calibration.certificate_file_id} />
                  </Td>
                  <Td label="Largest error" num>
                    {calibration.max_error_hundredths_psid === null ? (
                      <Missing />
                    ) : (
                      <Psid hundredths={calibration.max_error_hundredths_psid} />
                    )}
                  </Td>
                  <Td label="Good until">
                    <Day day={addMonths(calibration.calibrated_on, gauge.interval_months)} />
                  </Td>
                  {write ? (
                    <MenuTd>
                      <RemoveCalibration
                        id={calibration.id}
                        gaugeId={gauge.id}
                        day={formatDay(calibration.calibrated_on)}
                      />
                    </MenuTd>
                  ) : (
                    <Td skip />
                  )}
                </tr>
              ))}
            </tbody>
          </DataTable>
          {write ? (
            <Card title="Record a calibration" id="calibration">
              <CalibrationForm gaugeId={gauge.id} latest={day} />
            </Card>
          ) : null}
        </div>
        <Card title="Facts" id="facts">
          <DescriptionList
            facts={[
              { label: 'Serial', value: gauge.serial, figures: true },
              { label: 'Kind', value: wordOf(GAUGE_KINDS, gauge.kind) },
              { label: 'Water', value: wordOf(WATER_CLASSES, gauge.water_class) },
              { label: 'Checked every', value: `${gauge.interval_months} months` },
              { label: 'Kept by', value: gauge.assigned_name },
              ...(gauge.retired_on === null ? [] : [{ label: 'Retired', value: <Day day={gauge.retired_on} /> }]),
              { label: 'Notes', value: gauge.notes },
            ]}
          />
          <p>
            <TextLink href={`/test-records?gauge=${gauge.id}`}>Tests made with it</TextLink>
          </p>
        </Card>
      </div>
    </>
  )
}

function Warning({ retired, goodUntil, today: day }: { retired: boolean; goodUntil: string | null; today: string }) {
  if (retired || goodUntil === null) return null
  const band = expiryBand(goodUntil, day)
  if (band === null) return null
  return (
    <div className="mb-4">
      <Banner tone={band === 'expired' ? 'danger' : 'warn'}>
        {band === 'expired'
          ? `The last accuracy check held until ${formatDay(goodUntil)}. Tests made after that day cannot be signed with this gauge without an admin’s reason.`
          : `The accuracy check holds until ${formatDay(goodUntil)}. Book the next one; tests after that day cannot be signed.`}
      </Banner>
    </div>
  )
}

function Certificate({ no, fileId }: { no: string | null; fileId: string | null }) {
  if (fileId === null) return no === null ? <Missing /> : <span className="figures">{no}</span>
  return (
    <a href={`/files/${fileId}`} target="_blank" rel="noreferrer" className="link">
      {no ?? 'Open'}
    </a>
  )
}
