/** Words of the Core Business Vocabulary 2.0 and of EPCIS 2.0, without their prefix. */
export const BIZ_STEPS =
  'accepting arriving assembling collecting commissioning consigning creating_class_instance cycle_counting decommissioning departing destroying disassembling dispensing encoding entering_exiting holding inspecting installing killing loading other packing picking receiving removing repackaging repairing replacing reserving retail_selling shipping staging_outbound stock_taking stocking storing transporting unloading unpacking void_shipping sensor_reporting sampling'.split(
    ' ',
  );
export const DISPOSITIONS =
  'active container_closed damaged destroyed dispensed disposed encoded expired in_progress in_transit inactive no_pedigree_match non_sellable_other partially_dispensed recalled reserved retail_sold returned sellable_accessible sellable_not_accessible stolen unknown available completeness_verified completeness_inferred conformant container_open mismatch_instance mismatch_class mismatch_quantity needs_replacement non_conformant unavailable'.split(
    ' ',
  );
export const TRANSACTION_TYPES =
  'bol cert desadv inv pedigree po poc prodorder recadv rma testprd testres upevt'.split(' ');
export const PARTY_TYPES = ['owning_party', 'possessing_party', 'location'];
export const ERROR_REASONS = ['did_not_occur', 'incorrect_data'];
export const ALERTS = ['ALARM_CONDITION', 'ERROR_CONDITION'];
export const COMPONENTS =
  'x y z axial_distance azimuth height spherical_radius polar_angle elevation_angle easting northing latitude longitude altitude'.split(
    ' ',
  );
export const MEASUREMENTS =
  'AbsoluteHumidity AbsorbedDose AbsorbedDoseRate Acceleration Radioactivity Altitude AmountOfSubstance AmountOfSubstancePerUnitVolume Angle AngularAcceleration AngularMomentum AngularVelocity Area Capacitance Conductance Conductivity Count Density Dimensionless DoseEquivalent DoseEquivalentRate DynamicViscosity ElectricCharge ElectricCurrent ElectricCurrentDensity ElectricFieldStrength Energy Exposure Force Frequency Illuminance Inductance Irradiance KinematicViscosity Length LinearMomentum Luminance LuminousFlux LuminousIntensity MagneticFlux MagneticFluxDensity MagneticVectorPotential Mass MassConcentration MassFlowRate MassPerAreaTime MemoryCapacity MolalityOfSolute MolarEnergy MolarMass MolarVolume Power Pressure RadiantFlux RadiantIntensity RelativeHumidity Resistance Resistivity SolidAngle SpecificVolume Speed SurfaceDensity SurfaceTension Temperature Time Torque Voltage Volume VolumeFlowRate VolumeFraction VolumetricFlux Wavenumber'.split(
    ' ',
  );
/** Where the standard's own vocabularies stand: what begins so is written as a bare word in JSON. */
export const CBV = /^(?:urn:epcglobal:cbv|https?:\/\/ns\.gs1\.org\/cbv\/)/;
export const WEB_VOCABULARY = /^https?:\/\/(?:www\.)?gs1\.org\/voc\//;
