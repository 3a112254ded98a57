import { BarChart } from '@/app/_ui/bar-chart.tsx'
import { Card } from '@/app/_ui/card.tsx'
import { Sparkline } from '@/app/_ui/sparkline.tsx'
import { TrendChart } from '@/app/_ui/trend-chart.tsx'
import { CHECK_1 } from './readings.ts'
import { Part } from './specimen.tsx'

const WEEKS = [
  [12, 4, 0],
  [18, 9, 0],
  [31, 2, 0],
  [26, 5, 0],
  [0, 0, 0],
  [22, 0, 3],
  [9, 0, 1],
  [4, 0, 0],
] as const

export function Charts() {
  return (
    <Part id="charts" title="Charts">
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Card title="Due and overdue by week" id="c-weeks" className="min-w-0">
          <BarChart
            label="Due and overdue by week"
            series={[
              { key: 'due', label: 'Due', tone: 'due' },
              { key: 'overdue', label: 'Overdue', tone: 'overdue' },
              { key: 'failed', label: 'Failed, open', tone: 'fail' },
            ]}
            bars={WEEKS.map(([due, overdue, failed], index) => ({
              label: `${index < 4 ? 'Feb' : 'Mar'} ${1 + (index % 4) * 7}`,
              name: `Week of ${index < 4 ? 'Feb' : 'Mar'} ${1 + (index % 4) * 7}, 2027`,
              values: { due, overdue, failed },
              href: `/due?week=${index}`,
            }))}
          />
        </Card>
        <Card title="Drift" id="c-readings" className="min-w-0">
          <TrendChart label="Check 1 held" readings={CHECK_1} limitHundredths={500} />
          <TrendChart
            label="Relief opened"
            readings={[{ day: '2026-03-04', hundredths: 240, passed: true }]}
            limitHundredths={200}
          />
          <p>
            Check 2 over six years{' '}
            <Sparkline values={[210, 220, 190, 180, 170, 160]} label="Falls from 2.1 to 1.6 psid" />
          </p>
        </Card>
      </div>
    </Part>
  )
}
