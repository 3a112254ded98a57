#!/usr/bin/env node
// Makes public/map-data from us-atlas (U.S. Census Bureau, 2017): what the map draws where no streets are set up. Run by hand when us-atlas changes.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { feature, mesh } from 'topojson-client'

const atlas = JSON.parse(readFileSync(fileURLToPath(import.meta.resolve('us-atlas/counties-10m.json')), 'utf8'))
const { nation, states, counties } = atlas.objects

/** A thousandth of a degree is about 100 m: enough for borders one zooms out of. */
const rounded = (coordinates) =>
  typeof coordinates[0] === 'number'
    ? coordinates.map((each) => Math.round(each * 1000) / 1000)
    : coordinates.map(rounded)
const drawn = (kind, { type, coordinates }) => ({
  type: 'Feature',
  properties: { kind },
  geometry: { type, coordinates: rounded(coordinates) },
})

/** The middle of the biggest part, so that a name stands once and on land. */
function label(kind, { properties, geometry }) {
  const rings = geometry.type === 'Polygon' ? [geometry.coordinates[0]] : geometry.coordinates.map((part) => part[0])
  const [biggest] = rings.map(middle).toSorted((a, b) => b.area - a.area)
  return {
    type: 'Feature',
    properties: { kind, name: properties.name },
    geometry: { type: 'Point', coordinates: rounded(biggest.at) },
  }
}

function middle(ring) {
  let [area, x, y] = [0, 0, 0]
  for (let index = 0; index < ring.length - 1; index += 1) {
    const [[x1, y1], [x2, y2]] = [ring[index], ring[index + 1]]
    const part = x1 * y2 - x2 * y1
    area += part
    x += (x1 + x2) * part
    y += (y1 + y2) * part
  }
  return { area: Math.abs(area / 2), at: area === 0 ? ring[0] : [x / (3 * area), y / (3 * area)] }
}

const land = feature(atlas, nation).features[0].geometry
const files = {
  states: [
    drawn('land', land),
    drawn('state', mesh(atlas, states)),
    ...feature(atlas, states).features.map((each) => label('state-name', each)),
  ],
  counties: [
    drawn(
      'county',
      mesh(atlas, counties, (a, b) => a !== b),
    ),
    ...feature(atlas, counties).features.map((each) => label('county-name', each)),
  ],
}
const folder = new URL('../public/map-data/', import.meta.url)
mkdirSync(folder, { recursive: true })
for (const [name, features] of Object.entries(files))
  writeFileSync(new URL(`${name}.json`, folder), JSON.stringify({ type: 'FeatureCollection', features }))
