export { findAll, readXmlTree, type XmlElement, type XmlFault, type XmlTree } from './xml-tree.ts';
