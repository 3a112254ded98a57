import mapbox from 'mapbox-gl'
import 'mapbox-gl/dist/mapbox-gl.css'
import type { GlMap } from './gl-map.ts'

/** A map with streets, from Mapbox, in the page's scheme. */
export function openMapbox(container: HTMLElement, token: string, dark: boolean): GlMap {
  const map = new mapbox.Map({
    container,
    accessToken: token,
    style: `mapbox://styles/mapbox/${dark ? 'dark' : 'light'}-v11`,
    center: [-96, 38],
    zoom: 3.4,
    dragRotate: false,
    pitchWithRotate: false,
    projection: 'mercator',
  })
  map.touchZoomRotate.disableRotation()
  map.addControl(new mapbox.NavigationControl({ showCompass: false }), 'top-right')
  map.on('remove', forgetVisitor)
  // Whoever closes the tab never removes the map.
  addEventListener('pagehide', forgetVisitor)
  return map
}

/** Takes away the random id by which Mapbox's counts would know this browser the next time. */
function forgetVisitor(): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith('mapbox.eventData')) localStorage.removeItem(key)
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}
