import type { Random } from "#app/core/random.ts";

/** Pairs of first and last names that belong together, as far as such a thing exists. */
const NAMES: readonly (readonly [first: string, last: string])[] = [
  [
    "Aoife Ciara Niamh Siobhán Róisín Gráinne Seán Liam Conor Oisín Eoin Méabh",
    "Murphy Kelly O’Sullivan Walsh Byrne Ryan O’Connor Doyle McCarthy Gallagher Ó’Briain Kavanagh",
  ],
  [
    "Grace Emily Hannah Charlotte Oliver Thomas Amelia Jack Harriet George Isla Edward",
    "Smith Taylor Whitfield Carter Featherstonehaugh Hughes Robinson Clarke Wright Cholmondeley",
  ],
  [
    "María Sofía Lucía Javier Carlos Inés Fernanda Diego Beatriz Joaquín",
    "García Fernández Gutiérrez Álvarez Muñoz Peña Villanueva Ibáñez Domínguez Navarro",
  ],
  [
    "Tomasz Łukasz Zofia Agnieszka Małgorzata Piotr Kasia Michał",
    "Wiśniewski Zieliński Wójcik Kowalczyk Dąbrowski Szczepański Jabłoński",
  ],
  [
    "Priya Rajiv Ananya Arjun Lakshmi Deepak",
    "Venkataraman Chandrasekaran Patel Sharma Iyer Reddy",
  ],
  ["Oluwaseun Chiamaka Kwame Amara Emeka Adwoa", "Adeyemi Okonkwo Boateng Eze Mensah Nwachukwu"],
  ["Fatima Ahmed Layla Yusuf Noor Mehmet", "Benali Rashidi Haddad Yıldırım Çelik Mansour"],
  ["Yuki Hyun-woo Mei Bao Linh Haruka", "Tanaka Park Chen Nguyễn Sato Kim"],
  ["Ελένη Χρήστος Δήμητρα Γιώργος Αικατερίνη", "Παπαδοπούλου Αντωνίου Νικολάου Οικονόμου"],
  ["Жанна Татьяна Олексій Катерина Дмитро", "Коваленко Шевченко Ігнатенко Бондаренко"],
  ["Ingrid Jonas Zoë Sanne Bjørn Åsa", "Sæther Bergström Lindqvist Hansen Jónsdóttir"],
].map(([first = "", last = ""]) => [first, last]);

const POOLS = NAMES.map(([first, last]) => ({ first: first.split(" "), last: last.split(" ") }));
/** Every so many people have two last names, which makes long names. */
const DOUBLE_NAME_CHANCE = 0.06;

/** One of these, each as likely as the others. */
export function pick<Thing>(things: readonly Thing[], random: Random): Thing {
  const thing = things[Math.floor(random() * things.length)];
  if (thing === undefined) throw new RangeError("There is nothing to pick from");
  return thing;
}

/** A full name, in any of the alphabets that names of our users come in. */
export function aName(random: Random): string {
  const { first, last } = pick(POOLS, random);
  const names = [pick(first, random), pick(last, random)];
  if (random() < DOUBLE_NAME_CHANCE) names[1] += `-${pick(last, random)}`;
  return names.join(" ");
}
