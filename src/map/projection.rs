//! Degrees on a sphere become points on a plane.
//!
//! In: longitude and latitude. Out: a point in units of the sphere's radius, `y` growing northwards.
//! The formulas are those of J. P. Snyder, “Map Projections: A Working Manual”, US Geological Survey
//! Professional Paper 1395 (1987), for the sphere; at the size of a web page the Earth's flattening is less than a pixel.

use std::f64::consts::FRAC_PI_4;

/// A way to make degrees flat.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Projection {
    /// For countries that are taller than wide (Snyder, equations 8-1 and 8-3 with the scale 1).
    TransverseMercator {
        /// The meridian in the middle, in degrees.
        meridian: f64,
    },
    /// For countries that are wider than tall (Snyder, equations 15-1 to 15-4).
    LambertConformalConic {
        /// The meridian in the middle, in degrees.
        meridian: f64,
        /// The two parallels that keep their length, in degrees.
        parallels: (f64, f64),
    },
}

impl Projection {
    /// The point of a place.
    pub(super) fn project(self, longitude: f64, latitude: f64) -> (f64, f64) {
        let phi = latitude.to_radians();
        match self {
            Self::TransverseMercator { meridian } => {
                let lambda = around(longitude - meridian).to_radians();
                let b = phi.cos() * lambda.sin();
                (b.atanh(), phi.tan().atan2(lambda.cos()))
            }
            Self::LambertConformalConic { meridian, parallels } => {
                let (n, f) = cone(parallels);
                let rho = f / half(phi).powf(n);
                let theta = n * around(longitude - meridian).to_radians();
                (rho * theta.sin(), -rho * theta.cos())
            }
        }
    }
}

/// The constant of the cone and the factor of its radii.
fn cone((first, second): (f64, f64)) -> (f64, f64) {
    let (first, second) = (first.to_radians(), second.to_radians());
    let n = if (first - second).abs() < 1e-9 {
        first.sin()
    } else {
        (first.cos() / second.cos()).ln() / (half(second) / half(first)).ln()
    };
    (n, first.cos() * half(first).powf(n) / n)
}

fn half(phi: f64) -> f64 {
    (FRAC_PI_4 + phi / 2.0).tan()
}

/// The same angle, from −180 to 180 degrees.
fn around(degrees: f64) -> f64 {
    (degrees + 180.0).rem_euclid(360.0) - 180.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: (f64, f64), wanted: (f64, f64)) {
        assert!((found.0 - wanted.0).abs() < 1e-6 && (found.1 - wanted.1).abs() < 1e-6, "{found:?}");
    }

    /// Snyder's worked example for the sphere (page 268): 40°30′ N, 73°30′ W from the meridian 75° W and the equator,
    /// without its scale of 0.9996.
    #[test]
    fn the_transverse_mercator_of_the_manual() {
        let found = Projection::TransverseMercator { meridian: -75.0 }.project(-73.5, 40.5);
        near(found, (0.019_907_726_8, 0.707_027_557_2));
    }

    /// Snyder's worked example for the sphere (page 295): 35° N, 75° W, parallels 33° and 45°, meridian 96° W;
    /// `y` counted from the latitude of origin, 23°.
    #[test]
    fn the_conic_of_the_manual() {
        let conic = Projection::LambertConformalConic { meridian: -96.0, parallels: (33.0, 45.0) };
        let (x, y) = conic.project(-75.0, 35.0);
        let (_, origin) = conic.project(-96.0, 23.0);
        near((x, y - origin), (0.296_678_5, 0.246_211_2));
    }
}
