import { chromium } from "@playwright/test";
const b = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox","--disable-gpu"] });
const out="/tmp/s-bulk-shots"; import { mkdirSync } from "node:fs"; mkdirSync(out,{recursive:true});
for (const [size,scheme] of [[{width:1440,height:900},"light"],[{width:360,height:740},"dark"]]) {
  const ctx = await b.newContext({ viewport:size, colorScheme:scheme, baseURL:"http://127.0.0.1:4300" });
  const p = await ctx.newPage(); const tag=`${size.width}`;
  const shot = (n) => p.screenshot({ path:`${out}/${n}-${tag}.png`, fullPage:true });
  await p.goto("/sign-in"); await p.getByLabel("E-mail address").fill("manager@demo.example"); await p.getByLabel("Password",{exact:true}).fill("calm-steady-hands");
  await p.getByRole("button",{name:"Sign in",exact:true}).click(); await p.waitForURL("**/board");
  await shot("board");
  for (let i=0;i<3;i++) await p.getByRole("checkbox",{name:/^Choose /}).locator("visible=true").nth(i).check();
  await p.getByRole("button",{name:"Assign"}).click(); await shot("bulk-start");
  await p.getByLabel("Due by").fill("2027-05-03"); await p.getByRole("button",{name:"Show what would happen"}).click(); await p.getByRole("heading",{name:"What would happen"}).waitFor(); await shot("bulk-plan");
  await p.goto("/board"); await p.getByRole("radio",{name:/Everybody/}).check(); await p.getByRole("button",{name:"Remind"}).click();
  await p.getByRole("button",{name:"Show what would happen"}).click(); await p.getByRole("heading",{name:"What would happen"}).waitFor(); await shot("remind-plan");
  const go=p.getByRole("button",{name:/^Do it for/}); if (await go.count()) { await go.click(); await p.getByText(/^Done for/).first().waitFor(); await shot("bulk-job"); }
  await p.goto("/bulk"); await shot("bulk-list");
  await p.goto("/staff-list"); await shot("staff-list");
  await p.setInputFiles("#file",{name:"staff of June.csv",mimeType:"text/csv",buffer:Buffer.from("Name,E-mail,Sites,Job roles,Roles,Active\nBen Byrne,ben"+tag+"@x.example,Linden Harbour,Nurse,Trainee,yes\nBen,nope,Linden Harbor,Nurse,Trainee,yes\nLiam O'Doherty,liam.doherty@demo.example,Linden Harbour,Nurse,Trainee,no\nX,x@x.example,Nowhere,Nurs,Admin,maybe\n")});
  await p.getByRole("button",{name:"Show what it would do"}).click(); await p.waitForURL(/staff-list\/\d+|staff-list$/); await p.waitForTimeout(800); await shot("staff-preview");
  await p.goto("/people"); await shot("people");
}
await b.close();
