"use strict";(()=>{function G(e=document){let t=e.activeElement;return t?.shadowRoot?.activeElement?G(t.shadowRoot):t??document.body}function me(e){return e===G()&&e.matches(":read-write,select")}function U(){return me(G())}function J(e,t){return!!e&&!!t&&(e.contains(t)||J(e,t.getRootNode().host))}function Se(e){return!(e.isComposing||e.ctrlKey||e.altKey||e.metaKey)}function pe(e){return[...e.querySelectorAll("*")].flatMap(t=>t.shadowRoot?[t,...pe(t.shadowRoot)]:t)}function ge(e){return(e.tabIndex>=0||e.matches("[contenteditable]:read-write"))&&!e.matches(":disabled,[inert] *,a:not([href])")&&Y(e)}function Y(e){return e.checkVisibility({checkVisibilityCSS:!0})}function W(e){return e.focus?.({preventScroll:!0}),e===G()}function qe(){let e=new WeakMap,t=new Map,n=new WeakMap;return{touched(o){t.delete(o.form)},sent:(o,a)=>{e.set(o,a)},submitted:(o,a)=>{t.set(o,a)},judge(o){let a=i=>{let s=t.get(i.form);return!!s&&s.c>0&&s.c<=o};return{answered:a,keeps(i){let s=e.get(i);return!!s&&(!s.c||s.c>o)||me(i)&&!a(i)},isNews(i,s){let l=n.get(i)??s;return n.set(i,s),l!==s}}},settle(o){for(let[a,i]of t)i.c&&i.c<=o&&t.delete(a)},reset(){e=new WeakMap,t.clear()}}}function De(e,t){let[n,o,a,i,s,l]=se(JSON.parse(e));switch(n){case"w":return t.welcome(z(o),Z(a),Z(i),Z(Ie(s).frame),Ie(s).timers!==!1);case"f":return t.frame(We(!1,o,a,se(i).map(_t),s,l));case"s":return t.frame(We(!0,o,a,[z(i)],l,s));case"+":return t.part(Z(o),a===!0,z(i));case"x":return t.refused(Z(o),z(a),z(i));case"p":return t.heartbeat();case"d":return t.draining(Z(o));default:ae(!1,n)}}function We(e,t,n,o,a,i){return{isSnapshot:e,s:Z(t),c:Z(n),patches:o,ops:Ee(a),run:It(i)}}function Ee(e){return se(e).map(t=>{let[n,o]=se(t),a=Ie(o);return{name:z(n),options:a,shown:n==="step"?Pt(a):void 0}})}function Pt({tour:e,name:t,class:n,event:o,...a}){return{highlight:z(n),event:z(o),narration:ae(He(a),a)}}function He(e){let{text:t,target:n,step:o,total:a}=Object(e);return typeof t=="string"&&typeof n=="string"&&Number.isSafeInteger(o)&&Number.isSafeInteger(a)}function _t(e){let[t,n]=se(e);return z(t==="html"&&n)}function It(e){if(e===0)return;let[t,n,o]=se(e);return{at:[Z(t),Z(n)],ops:Ee(o)}}function se(e){return ae(Array.isArray(e),e)}function Ie(e){return ae(Object(e)===e&&!Array.isArray(e),e)}function z(e){return ae(typeof e=="string",e)}function Z(e){return ae(Number.isSafeInteger(e),e)}function ae(e,t){if(!e)throw Error("shape");return t}function Ve(e){let t=e.trim();if(t.startsWith("["))return{chain:Ee(JSON.parse(t))};let[,n,o]=/^([^\s()]+)\s*(?:\(([^]*)\))?$/.exec(t)??[];if(!n)throw Error("shape");return{name:n,params:o?.trim()?JSON.parse(`[${Dt(o)}]`):void 0}}function Dt(e){return e.replace(/"(?:[^"\\]|\\.)*"|'((?:[^'\\]|\\.)*)'/g,(t,n)=>n===void 0?t:JSON.stringify(n.replace(/\\(.)/g,"$1")))}function le(e){let t=[document],n=[];for(let o of e.split(/\s>>>\s/))n=t.flatMap(a=>[...a.querySelectorAll(o)]),t=n.flatMap(({shadowRoot:a})=>a??[]);return n}function ke(e){return Te(e,"[dj-component]")?.getAttribute("dj-component")}function Te(e,t){return e&&(e.closest(t)??Te(e.getRootNode().host,t))}function Fe(){return{__proto__:null}}function Ue(e){let t=Fe();for(let{name:n,value:o}of e.attributes)n.startsWith("dj-value-")&&(t[n.slice(9).replaceAll("-","_")]=o);return t}function Ne(e){let t=Fe(),{name:n,value:o,type:a,checked:i,selectedOptions:s}=e;return n&&(t.name=n),e.matches("[type=checkbox],[type=radio]")&&(t.checked=i),a==="select-multiple"?t.value=[...s].map(l=>l.value):typeof o=="string"&&(t.value=o),t}function Ye(e,t){let n=Fe(),o=new FormData(e,t);for(let a of o.keys()){let i=o.getAll(a).map(s=>typeof s=="string"?s:s.name);n[a]=i.length>1?i:i[0]}return n}function Xe(e,t){let n=new Set,o=new WeakMap;function a(u,r,p=!1){let k=f=>{let S=f.composedPath()[0];S instanceof Element&&r(f,S,`dj-${u}`)};document.addEventListener(u,k,p)}a("click",(u,r,p)=>{let k=r.closest(`[${p}]`);!k||k.matches(":disabled")||(r.closest("a[href='#']")&&u.preventDefault(),I(),e.tour.gesture(k),b(p,k,r,()=>({})))}),a("submit",(u,r,p)=>{if(!(r instanceof HTMLFormElement)||!r.hasAttribute(p))return;u.preventDefault(),I(),e.tour.gesture(u.submitter??r);let k=Ye(r,u.submitter);b(p,r,r,()=>k,f=>e.drafts.submitted(r,f))}),a("input",i),a("change",i),a("keydown",s),a("keyup",s),a("focus",d,!0),a("blur",d,!0);function i({type:u},r,p){e.drafts.touched(r);let k=r.closest(`[${p}]`);k&&(u==="change"&&I(),b(p,k,r,()=>Ne(r),f=>e.drafts.sent(r,f)))}function s(u,r,p){if(u.isComposing||!u.key)return;let k=u.key.toLowerCase().replace(/^arrow/,"").replace(" ","space"),f=getComputedStyle(r).direction==="rtl"&&{left:"right",right:"left"}[k],S=`${p}.${f||k}`,L=`[${CSS.escape(S)}],[${p}]`,O=r.closest(L)??l(L,u);O&&(u.key==="Enter"&&I(),U()||e.tour.gesture(r),b(O.hasAttribute(S)?S:p,O,r,()=>({...Ne(r),key:u.key})))}function l(u,r){return r.defaultPrevented||r.repeat||!Se(r)||U()?void 0:[...(document.querySelector("dialog:modal")??document).querySelectorAll(u)].find(k=>!k.firstElementChild&&!(k.tabIndex>=0))}function d({type:u},r,p){u==="blur"&&I(r),r.hasAttribute(p)&&b(p,r,r,()=>Ne(r))}function b(u,r,p,k,f){let S=Ft(r,u);if(!S)return;if(S.chain){e.run(S.chain,r);return}let{name:L,params:O}=S,H=ke(r),B=()=>{let M=t(L,O??{...k(),...Ue(r)},H);f?.(M)},y=M=>p.getAttribute(M)??r.getAttribute(M),$=!/^dj-(?:submit|focus|blur)$/.test(u),w=Number(y("dj-throttle"))-performance.now()+o.get(r),R=w>0?w:y("dj-debounce");!$||R===null?(o.set(r,performance.now()),B()):(f||!(w>0))&&(f?.({c:0}),m(r,u,p,Number(R),B))}function m(u,r,p,k,f){for(let O of n)O.element===u&&O.attribute===r&&T(O);let S=Number.isNaN(k)?0:setTimeout(()=>P(L),k),L={element:u,attribute:r,target:p,timer:S,push:f};n.add(L)}function T(u){clearTimeout(u.timer),n.delete(u)}function P(u){T(u),o.set(u.element,performance.now()),u.push()}function I(u){for(let r of n)(!u||u===r.target)&&P(r)}}function Ft(e,t){let n=e.getAttribute(t)??"";try{return Ve(n)}catch(o){console.warn(`docent: ${t}="${n}" is wrong:`,o);return}}function de(){let e=new Map;function t(i,s){let l=e.get(i);l||e.set(i,l=new Map);let d=l.get(s);return d||l.set(s,d={base:null,wrote:null,add:new Set,remove:new Set}),Qe(i,s,d),d}function n(i){for(let[s,l]of e)for(let[d,b]of l)i(s,d,b)}function o(i,s,l){let d=t(i,"class"),b=ce(d.base);for(let m of s)d.remove.delete(m),b.includes(m)||d.add.add(m);for(let m of l)d.add.delete(m),b.includes(m)&&d.remove.add(m);d.value=void 0,Ke(i,"class",d)}function a(){n((i,s,l)=>{Qe(i,s,l),ue(i,s,l.base)})}return{classes:o,withdraw(i,s){let l=e.get(i)?.get("class");l&&o(i,[],s.filter(d=>l.add.has(d)))},attribute(i,s,l){let d=t(i,s);d.value=l,Ke(i,s,d)},around(i,s,l){let d=t(i,s);l(),d.wrote=d.value=i.getAttribute(s)},lift:a,reapply(){for(let i of e.keys())i.isConnected||e.delete(i);n((i,s,l)=>{l.base=i.getAttribute(s),Ke(i,s,l)})},revert(){a(),e.clear()}}}function Ke(e,t,n){ue(e,t,n.value===void 0?Ze(n.base,n.add,n.remove):n.value,!1),n.wrote=e.getAttribute(t)}function Qe(e,t,n){let o=e.getAttribute(t);o!==n.wrote&&(n.base=Ze(o,n.remove,n.add),n.wrote=o)}function Ze(e,t,n){let o=ce(e),a=o.filter(s=>!n.has(s)),i=[...t].filter(s=>!o.includes(s));return i.length||a.length<o.length?[...a,...i].join(" "):e}function ce(e){return e?.match(/[^\t\n\f\r ]+/g)??[]}function ue(e,t,n,o=!0){if(e.getAttribute(t)===n)return;if(n===null){e.removeAttribute(t);return}let{style:a}=e,i=t==="style"&&a;i&&(a.cssText=n),(!i||o&&e.getAttribute(t)!==n)&&e.setAttribute(t,n)}function he(e,t){let n=matchMedia("(prefers-reduced-motion)").matches?"instant":"smooth";e.scrollIntoView({behavior:n,block:t})}function et(e){let{top:t,bottom:n,left:o,right:a}=e.getBoundingClientRect(),{width:i,height:s}=visualViewport,l=t<0||o<0||n>s||a>i;he(e,l?"center":"nearest")}var Kt=/^(?:focus|scroll_into_view)$/,nt={__proto__:null,show:tt,hide(e,t,{ledger:n}){n.attribute(e,"hidden","")},toggle(e,t,n){(getComputedStyle(e).display==="none"?tt:nt.hide)(e,t,n)},add_class(e,t,{ledger:n}){n.classes(e,Oe(t),[])},remove_class(e,t,{ledger:n}){n.classes(e,[],Oe(t))},transition(e,t,{ledger:n}){n.classes(e,Oe(t),[]),setTimeout(()=>n.withdraw(e,Oe(t)),Number(t.time))},set_attr(e,t,{ledger:n}){let o=z(t.name),a=z(t.value);return jt(o,a)?"refused":n.attribute(e,o,a)},remove_attr(e,t,{ledger:n}){n.attribute(e,z(t.name),null)},focus(e,t,{isPolite:n}){if(!(n&&U()||J(e,G())))return Y(e)?[e,...pe(e).filter(ge)].some(W)?void 0:"refused":"hidden"},dispatch(e,t){be(e,z(t.event),t.detail)},push(e,t,{push:n}){n(z(t.event),t.value??{},ke(e))},scroll_into_view(e){return Y(e)?he(e,"center"):"hidden"},end(){},over(e){be(e,"tour:hide")}};function be(e,t,n){e.dispatchEvent(new CustomEvent(t,{bubbles:!0,composed:!0,detail:n}))}function Me(e,t){let n=nt[e.name];if(!n)return"refused";let o="missing";try{let a=[...Bt(e,t)];if(a[1]&&Kt.test(e.name))return"ambiguous";for(let i of a)if(o=n(i,e.options,t)||void 0,o||e.name==="push")break}catch{o="threw"}return o}function Bt({options:e},{source:t,step:n}){if(e.to!==void 0){let a=z(e.to);if(n?.selector!==a)return le(a);let i=n.find();return i?[i]:[]}if(e.inner!==void 0)return t.querySelectorAll(z(e.inner));if(e.closest===void 0)return[t];let o=t.closest(z(e.closest));return o?[o]:[]}function Oe(e){return ce(z(e.names))}function tt(e,t,{ledger:n}){let{style:o}=e;e.hasAttribute("hidden")&&n.attribute(e,"hidden",null),o?.display==="none"&&n.around(e,"style",()=>o.display="")}function jt(e,t){return/^(?:on|srcdoc$)/i.test(e.trim())||/^javascript:/i.test(t.replace(/^[\0- ]+/,"").replace(/[\t\n\r]/g,""))}function oe(e,t,n){let{moveBefore:o}=t;o&&e.isConnected&&t.isConnected?o.call(t,e,n):t.insertBefore(e,n)}var Gt=16;function st(e,t,n){let o=G(),a=it(e),i=it(t),s=new Set;for(let[r,p]of a)i.get(r)?.localName!==p?.localName&&a.delete(r);t instanceof Element&&u(e,t),l(e,t);for(let r of s)r.remove();e.contains(o)&&W(o);function l(r,p){let k=null,f=()=>P(k?k.nextSibling:r.firstChild);for(let S of[...p.childNodes]){let L=d(r,S,f());if(L){let O=L.parentNode===r&&!s.has(L);for(let H=f();O&&H&&H!==L&&m(H);H=f())s.add(H);L!==f()&&oe(L,r,f()),I(L,S)}else T(r,S,f());k=L??S}for(let S=f();S;S=P(S.nextSibling))s.add(S)}function d(r,p,k){let f=b(p);if(f)return f.contains(r)?void 0:f;let S=p.nextElementSibling,L=0;for(let O=k;O&&L++<Gt;O=P(O.nextSibling)){if(rt(O,p))return O;if(!(p instanceof Element)||!m(O)||S&&rt(O,S))return}}function b(r){return a.get(ye(r))}function m(r){return!b(r)&&!r.contains(o)}function T(r,p,k){if(r.insertBefore(p,k),p instanceof Element)for(let f of p.querySelectorAll("*")){let S=b(f);!S||!f.isConnected||S.contains(f)||(oe(S,f.parentNode,f),I(S,f),f.remove())}}function P(r){for(;r&&(n.isOurs(r)||s.has(r));)r=r.nextSibling;return r}function I(r,p){if(s.delete(r),a.delete(ye(r)),!(r instanceof Element&&p instanceof Element)){r.nodeValue!==p.nodeValue&&(r.nodeValue=p.nodeValue);return}if(r.localName==="script"||r.getAttribute("dj-update")==="ignore")return;let k=ot(r);u(r,p),r instanceof HTMLTextAreaElement?r.defaultValue=p.defaultValue:r instanceof HTMLTemplateElement?l(r.content,p.content):me(r)&&r.isContentEditable||l(r,p);let f=ot(r);if(f===void 0||n.keeps(r)||f===k&&(f===null||!n.answered(r)))return;let S=r;S.value!==f&&(S.value=f??"")}function u(r,p){let k=r.matches("details,dialog");for(let S of[...r.getAttributeNames(),...p.getAttributeNames()]){let L=p.getAttribute(S);if(r.getAttribute(S)===L||k&&S==="open")continue;try{ue(r,S,L)}catch{}let O=S==="checked"?r:S==="selected"&&r.closest("select");O&&!n.keeps(O)&&(r[S]=L!==null)}let f=p.hasAttribute("open");k&&n.isNews(r,f)&&r.toggleAttribute("open",f)}}function ot(e){return e instanceof HTMLTextAreaElement?e.defaultValue:e.matches("input:not([type=file],[type=hidden],[type=checkbox],[type=radio])")?e.getAttribute("value"):void 0}function rt(e,t){return e.nodeName===t.nodeName&&ye(e)===ye(t)}function ye(e){if(!(e instanceof Element))return;let t=e.getAttribute("id");if(t)return`#${t}`;let n=e.getAttribute("name");if(!n||!e.matches("input,select,textarea,button"))return;let o=e.matches("[type=checkbox],[type=radio],button")?e.getAttribute("value"):"";return`${e.closest("form")?.getAttribute("id")??""} ${n} ${o}`}function it(e){let t=new Map;for(let n of e.querySelectorAll("[id],[name]")){let o=ye(n);o&&t.set(o,t.has(o)?void 0:n)}return t}function Be(){return document.querySelector("[dj-root]")??document.body}function at(e,t,n){let o=de(),{trustedTypes:a}=window,i=a?.createPolicy("docent",{createHTML:d=>d});function s(d,b){return Me(d,{source:b,ledger:o,push:n})}function l(d,b){let m=document.querySelector("[dj-root]");if(!m)return;let T=document.createElement("template");T.innerHTML=i?.createHTML(d)??d;let P=T.content;e.ledger.lift(),o.lift();try{st(m,P.querySelector("[dj-root]")??P,{...t.judge(b),isOurs:e.owns})}finally{o.reapply(),e.ledger.reapply(),t.settle(b)}}return{tour:e,drafts:t,apply({run:d,isSnapshot:b,patches:m,ops:T,s:P,c:I}){e.enter(d,b);for(let r of m)l(r,I);let u=T.map(r=>s(r,Be()));return d&&u.push(...e.perform(d)),e.tick(),u.flatMap((r,p)=>r?[[P,p,r]]:[])},run(d,b){for(let m of d)s(m,b)}}}function Le(e,t){let n=document.createElement("div"),o=0;return n.className=e,n.role="status",n.style.cssText=t,{element:n,say(a,i=100){clearTimeout(o),n.textContent="",o=setTimeout(()=>n.textContent=a,i)}}}var we=["bottom","top","right","left"];function lt(e){return we.map((t,n)=>we[we.indexOf(e)^n])}function dt(e,{width:t,height:n},o,a){let{offsetLeft:i,offsetTop:s}=o,l=i+o.width,d=s+o.height,b=re(e.left,i,l),m=re(e.right,i,l),T=re(e.top,s,d),P=re(e.bottom,s,d),I={bottom:d-P-n,top:T-s-n,right:l-m-t,left:b-i-t},u=a.find(B=>I[B]>=27)??[...a].sort((B,y)=>I[y]-I[B])[0],r=(b+m)/2,p=(T+P)/2,k=u==="left"?b-19-t:u==="right"?m+19:r-t/2,f=u==="top"?T-19-n:u==="bottom"?P+19:p-n/2,S=Math.round(re(k,i+8,l-8-t)),L=Math.round(re(f,s+8,d-8-n)),[O,H]=u==="left"||u==="right"?[p-L,n]:[r-S,t];return{left:S,top:L,side:u??"center",arrow:re(O,18,H-18)}}function re(e,t,n){return Math.max(t,Math.min(e,n))}function ct(){let e=document.createElement("div"),{style:t}=e;return e.className="dj-tutorial-spotlight",e.ariaHidden="true",e.popover="manual",t.cssText="inset:auto;border:0;padding:0;background:none;pointer-events:none",{element:e,frame({left:n,top:o,width:a,height:i},s){t.left=`${(n-10)/s}px`,t.top=`${(o-10)/s}px`,t.width=`${(a+20)/s}px`,t.height=`${(i+20)/s}px`}}}var ut="dj-tutorial-bubble__",zt=500;function ie(){return document.querySelector("#dj-tutorial-bubble")}function mt(e){let{style:t}=e,n=ft(e.dataset.position)??"bottom",o=ct(),a=Le("dj-tutorial-announcer","position:fixed;clip-path:inset(50%)"),i=[o.element,a.element],s=de(),l=document.body,d=null,b=!1,m=null,T="",P=[],I=0;function u(){b=!0,m=e.getAttribute("style"),l=e.parentNode,d=e.nextSibling,t.cssText+=";position:fixed;inset:0 auto auto 0;margin:0",s.attribute(e,"data-visible","true"),s.attribute(e,"hidden",null);let y=getComputedStyle(e).borderStyle!=="none";s.attribute(e,"popover","manual"),y||(t.border="0");for(let $ of e.querySelectorAll("button"))s.attribute($,"tabindex","-1");r()}function r(){e.before(...i),k()}function p(y){if(e.parentNode===y)return;let $=G();oe(e,y,d?.parentNode===y?d:null),r(),J(e,$)&&W($)}function k(){for(let y of[o.element,e])y.popover&&(y.hidePopover(),y.showPopover())}function f(y){t.boxSizing=t.maxWidth=t.maxHeight="";let{width:$,height:w}=e.getBoundingClientRect(),R=$>y.width-16,M=w>y.height-16;(R||M)&&(t.boxSizing="border-box"),R&&(t.maxWidth=`${y.width-16}px`),M&&(t.maxHeight=`${y.height-16}px`)}function S(y){P.sort(($,w)=>+y($)-+y(w))}function L(y){return e.querySelector(`.${ut}${y}`)}function O(y,$){let w=L(y);w&&w.textContent!==$&&(w.textContent=$)}function H(y,$,w){let R=L(y);R&&s.attribute(R,$,w?"":null)}function B(y,$){let w=L(y)?.dataset.names?.split("|");w&&O(y,w[+$])}return{element:e,isShown:()=>b,owns:y=>y===e||i.includes(y),controls:()=>[...e.querySelectorAll("button")].filter(Y),control:y=>["skip","back","cancel","pause"].find($=>y.closest(`.${ut}${$}`)),fill({text:y,position:$,step:w,total:R,only_timeout:M},j){O("text",y),O("step",(e.dataset.step??"").replace("{step}",`${w+1}`).replace("{total}",`${R}`)),t.setProperty("--docent-progress",`${(w+1)/R}`);let g=!!M&&!j;H("back","hidden",!w),H("pause","hidden",!j),H("skip","data-next",g),B("skip",g),T="",P=lt(ft($)??n),clearTimeout(I)},isBusy:()=>b&&e.matches(":hover,:focus-visible,:has(:focus)"),rename:B,show(y){b||u(),p(Te(y,"dialog:modal,:popover-open")??l)},raise:k,follow(y){let $=visualViewport,w=y?.getBoundingClientRect()??new DOMRect($.offsetLeft+$.width/2,$.offsetTop+$.height/2);T!==(T=`${$.width} ${$.height}`)&&f($);let R=e.getBoundingClientRect(),M=G(),{left:j,top:g,right:E,bottom:C}=M.getBoundingClientRect(),c=F=>dt(w,R,$,y?F:[]),v=J(e,M)||y!==M&&J(M,y),h=F=>!v&&F.left<E&&j<F.left+R.width&&F.top<C&&g<F.top+R.height;S(F=>h(c([F])));let N=c(P),_=e.currentCSSZoom??1;return t.left=`${N.left/_}px`,t.top=`${N.top/_}px`,t.setProperty("--docent-arrow",`${N.arrow/_}px`),e.dataset.side!==N.side&&s.attribute(e,"data-side",N.side),o.frame(w,_),h(N)},stepAside(){clearTimeout(I),I=setTimeout(()=>S(y=>y===e.dataset.side),zt)},focus:()=>b&&W(e),say:a.say,hide(){if(b){b=!1,a.say(""),p(l),e.matches(":popover-open")&&e.hidePopover();for(let y of i)y.remove();s.revert(),ue(e,"style",m),O("text",""),O("step",""),B("skip",!1),B("pause",!1)}}}}function ft(e){return we.find(t=>t===e)}function pt(){let{element:e,say:t}=Le("docent-notice","position:fixed;bottom:0;background:Canvas;color:CanvasText");return{show(n,o){document.body.append(e),t(ie()?.dataset[n]??"",o)},hide:()=>e.remove()}}var Jt=64,qt=16*2**20,Wt=250,Vt=45e3,Ut=3e4,Yt=2e3,je=250,Xt=3e4,Qt=5e3;function gt({docent:e,digest:t,build:n},o,a){let i=location.href.split("#")[0],s=pt(),l,d=!1,b=!1,m=!1,T,P=0,I=1/0,u=0,r=0,p=[],k,f,S=0,L=0,O=0,H=0,B=0,y={welcome(x,A,V,Q,_e){if(clearTimeout(O),O=0,s.hide(),m=!1,d=!0,I=Q,o.tour.welcome(_e),P=A,x!==T){for(let Je of p)Je.c&&C(Je,"session over");T&&o.drafts.reset(),T=x,u=V,r=0,k=void 0}j(V),g(!0),k&&c(["t",...k])},frame(x){if(!x.isSnapshot&&x.s!==r+1)throw Error("shape");j(x.c),r=x.s;let A=o.apply(x);A.length?R(A):S||=setTimeout(R,Wt)},part(x,A,V){if(f??={id:x,text:""},f.text+=V,f.id!==x||f.text.length>qt)throw Error("shape");if(!A)return;let Q=f.text;f=void 0,De(Q,y)},refused(x,A,V){let Q=p.find(_e=>_e.c===x)?.name??x;E(Q,`${V} (${A})`,A==="handler_failed"?"debug":"warn"),j(x)},heartbeat(){B=0,R()},draining:x=>{_(Math.random()*x)}};function $(){clearTimeout(H),H=0;let x=l=new WebSocket(i.replace(/^http/,"ws"),"docent.2");x.onopen=()=>c(["h",{page:e,session:T,epoch:P,ack:r,digest:t,build:n,run:o.tour.at()}]),x.onmessage=({data:A})=>{x===l&&w(String(A))},x.onclose=({code:A})=>{x===l&&h(A)},xe()}function w(x){xe(),a("in",x);try{De(x,y)}catch(A){console.error("docent: bad frame:",A),r=0,N(l)}}function R(x=[]){M(),d&&c(x.length?["k",r,x]:["k",r])}function M(){clearTimeout(S),S=0}function j(x){p=p.filter(A=>!A.c||A.c>x)}function g(x){if(d){for(let A of p){if(A.c){if(!x)continue}else{if(A.text=JSON.stringify(["e",u+1,A.name,A.params,r].concat(A.to??[])),new Blob([A.text]).size>I){C(A,"too large");continue}A.c=++u,M()}v(A.text)}j(0)}}function E(x,A,V="warn"){console[V](`docent: event "${x}" refused: ${A}`)}function C(x,A){return E(x.name,A),x.c=-1,x}function c(x){v(JSON.stringify(x))}function v(x){a("out",x),l.send(x)}function h(x){if(F(),x===4401)m?X("stale"):fe();else if(x===4409)X("taken");else if(x===4410){let[A]=performance.getEntriesByType("navigation");(P||A.type!=="reload")&&setTimeout(()=>U()||location.reload(),Math.random()*Qt),X("stale")}else te()}function N(x){x===l&&(F(),te(),x?.close())}function _(x){let A=l;return setTimeout(()=>N(A),x)}function F(){l=f=void 0,d=!1,M(),clearTimeout(L),!O&&(O=setTimeout(()=>o.tour.abandon(),Ut),s.show("lost",Yt))}function te(){m=!1;let x=Math.min(Xt,je*2**++B);H=setTimeout($,je+Math.random()*(x-je))}function ne(){H&&$()}function X(x){b=!0,o.tour.abandon(),s.show(x)}async function fe(){try{let x=await fetch(i,{headers:{Accept:"application/docent+json"}});if(x.status>=500)return te();let{page:A}=await x.json().catch(()=>({}));if(typeof A!="string")return X("stale");e=A,m=!0,$()}catch{te()}}function xe(){clearTimeout(L),L=_(Vt)}return addEventListener("offline",()=>l&&N(l)),addEventListener("online",ne),document.addEventListener("visibilitychange",ne),e?$():fe(),{isOpen:()=>d,push(x,A,V){let Q={c:0,name:x,params:A,to:V};return b?C(Q,"session over"):p.length>=Jt?C(Q,"too many wait"):(p.push(Q),g(!1),Q)},report(x){return r?(/^[hr]/.test(x[2])||(k=x),d&&c(["t",...x]),d):!1}}}var Zt=150;function ht(e){let{narration:t,highlight:n,ledger:o,isNews:a,isTimed:i}=e,{target:s}=t,l=t.on_missing==="center",d=new AbortController,b=[],m,T,P=-1/0,I=0,{narrate:u}=e,r=!a,p=r,k=!1,f=r,S,L=!1;function O(){try{let c=le(s);return c.find(Y)??c[0]}catch{return}}function H(){return T&&Y(T)?T:void 0}function B(){r||(r=!0,y(),H()||e.missing())}function y(){let c=O();T&&T!==c&&o.withdraw(T,n),T=c,c&&n.some(h=>!c.classList.contains(h))&&o.classes(c,n,[]);let v=(c||l)&&u;v&&(u=void 0,v(c??document.body),d.signal.aborted)||(i&&(L&&=!!m?.isBusy(),e.holdStill(e.isPaused()||document.hidden||!L&&!!m?.isBusy())),$(),v&&w(c),c&&b.length&&e.perform(b.splice(0)),r&&!p&&m?.isShown()&&(p=!0,m.say(t.text)))}function $(){if(!m)return;let c=H();if(c)P=performance.now(),r&&(!f&&!U()&&et(c),f=!0);else if(performance.now()-P<Zt)return;if(c||l){k&&=m.isShown(),m.show(c),k||m.fill(t,i),k=!0,m.rename("pause",e.isPaused());let v=m.follow(c),h=G();v&&h!==S&&h.matches(":focus-visible")&&he(S=h,"start")}else m.hide()}function w(c){if(!e.movesFocus||U())return;let v=G();c&&(J(c,v)||W(c))||!m?.focus()||(p||=v!==m.element)}function R(){I=requestAnimationFrame(()=>{R(),y()})}function M(){let c=G();return J(m?.element,c)||J(T,c)}function j({target:c}){let v=m.control(c);v?e.control(v,c):m.stepAside(),L=v==="pause"}function g(c){let v=c.target;v.matches(":popover-open")&&m.isShown()&&!m.owns(v)&&m.raise()}function E(c){if(!(!Se(c)||!m.isShown()))if(c.key==="Tab"){let v=C(m,c.shiftKey);if(!v)return;c.preventDefault(),v.focus()}else c.key==="Escape"&&(M()||G()===document.body&&document.querySelector("dialog:modal")===m.element.closest("dialog:modal"))&&(c.preventDefault(),c.stopImmediatePropagation(),e.control("cancel"))}function C({element:c,controls:v},h){let N=pe(c.closest("dialog:modal")??document).filter(X=>X===T||ge(X)&&!J(c,X)),_=Math.max(0,N.indexOf(T));N.splice(_,T&&!ge(T)?1:0,...v());let F=G(),te=F===c?_-(h?0:1):N.indexOf(F),ne=N[te+(h?-1:1)];return ne&&(J(c,F)||J(c,ne))?ne:void 0}return R(),{selector:s,find:O,owe:c=>{b.push(c)},hear(c){let{signal:v}=d;m=c,m.element.addEventListener("click",j,{signal:v}),addEventListener("keydown",E,{signal:v,capture:!0}),document.addEventListener("toggle",g,{signal:v,capture:!0}),document.addEventListener("visibilitychange",y,{signal:v})},settle:B,tick:y,holdsFocus:M,close(){cancelAnimationFrame(I),d.abort(),m=void 0,T&&o.withdraw(T,n)}}}var en=5e3;function bt(e){let t=de(),n,o,a,i,s,l=-1/0,d,b=!1,m=!0,T=!1,P="",I="",u="";function r(w){s=w,l=performance.now()}function p(){return performance.now()-l<en}function k(w){return n?(I!==(I=n+w)&&e.report([...n,w]),!0):!1}function f(w){n&&w!==(P===String(n))&&e.report([...n,w?"hold":"resume"])&&(P=w?String(n):"")}function S(w,R,M){H(),o=ht({narration:w,isTimed:m&&!!w.timeout,highlight:ce(M?.highlight),ledger:t,isNews:R,movesFocus:R&&(b||p()),narrate:M&&(j=>{a=w,be(j,M.event,w),a=void 0}),perform:L,missing(){let{target:j,step:g}=w;k("missing"),be(document,"docent:missing",{target:j,step:g})},control(j,g){g&&r(g),j==="pause"?T=!T:k(j)||y()},isPaused:()=>T,holdStill:f})}function L(w){let R=e.source();return w.map((M,j)=>{if(M.name==="end"&&H(),M.shown){let{narration:E}=M.shown;return S(E,u!==(u=`${n},${E.step}`),M.shown),o?.tick(),!o?.find()&&w.slice(j).some(({name:C})=>C==="end")?"missing":void 0}let g=Me(M,{ledger:t,step:o,isPolite:!0,source:R,push:e.push});return g==="missing"&&M.options.to===o?.selector&&o?.owe(M),g})}function O(w){let{detail:R}=w;if(!He(R)||a&&a!==R)return;let M=ie();M&&!i?.isShown()&&i?.element!==M&&(i=mt(M)),i&&(a||S(R,!0),o?.hear(i),a||o?.settle())}function H(){o?.close(),o=void 0}function B(){H(),i?.hide()}function y(){let w=o?.holdsFocus()&&!U()&&[d,o.find()];B(),w&&w.some(R=>R&&W(R))}function $(w){w?y():B(),t.revert(),n=void 0,w&&(d=void 0)}return document.addEventListener(ie()?.dataset.event||"tour:narrate",O),document.addEventListener("tour:hide",y),{ledger:t,at:()=>n,owns:w=>!!i?.owns(w),gesture:r,enter(w,R){let M=w?.at[0]!==n?.[0];(M||R)&&$(!w),!(!M||!w)&&(T=!1,b=p(),b&&!i?.element.contains(s)&&(d=s))},perform(w){n=w.at;let R=L(w.ops);return o?.settle(),o||i?.hide(),R},tick:()=>o?.tick(),report:k,welcome(w){m=w,P=""},abandon:()=>$(!0)}}function tn(e,t){let n=(l,d,b)=>{let[,m]=/^(skip|back|cancel)_tutorial$/.exec(l)??[];return m&&o.report(m)?{c:-1}:i.push(l,d,b)},o=bt({source:Be,push:n,report:l=>i.report(l)}),a=at(o,qe(),n),i=gt(e.dataset,a,(l,d)=>{t?.(l,d),s.debug&&console.debug("docent",l,d)});Xe(a,n);let s={debug:!1,get connected(){return i.isOpen()}};Object.assign(window,{docent:s})}function yt(e){function t(){let n=document.querySelector("script[data-docent]");n&&!Object.hasOwn(window,"docent")&&tn(n,e?.())}document.readyState==="loading"?document.addEventListener("DOMContentLoaded",t):t()}function wt({forgotten:e,story:t},n,o,a){let i=l=>new Date(performance.timeOrigin+l).toISOString(),s={taken:i(performance.now()),browser:navigator.userAgent,state:a,latency:t.latency,timeline:n.map(({at:l,text:d})=>({at:i(l),text:d})),forgotten:e,frames:o.map(({at:l,direction:d,kind:b,summary:m,text:T,length:P})=>{let I=P>T.length?{cut:T,length:P}:{frame:nn(T)};return{at:i(l),direction:d,kind:b,summary:m,...I}})};return JSON.stringify(s,void 0,2)}async function vt(e){try{return await navigator.clipboard.writeText(e),!0}catch{return!1}}function nn(e){try{return JSON.parse(e)}catch{return e}}function D(e,t={},...n){let o=Object.assign(document.createElement(e),t);return o.append(...n),o}function ee(e,t){e.textContent!==t&&(e.textContent=t)}function xt(e,t){for(;e.children.length>t.length;)e.lastElementChild.remove();t.forEach((n,o)=>ee(e.children[o]??e.appendChild(D("li")),n))}function Ae(e){let t=new Date(performance.timeOrigin+e),n=o=>String(o).padStart(2,"0");return`${n(t.getHours())}:${n(t.getMinutes())}:${n(t.getSeconds())}.${String(t.getMilliseconds()).padStart(3,"0")}`}function Re(e,t){let n=new Map,o=D("ol",{className:e});return{list:o,show(a){let i=new Set(a);for(let[s,l]of n)i.has(s)||(l.remove(),n.delete(s));for(let s of a){if(n.has(s))continue;let l=t(s);n.set(s,l),o.prepend(l)}},shown:()=>[...n]}}var St="not a frame that this panel knows",on={timed_out:"its time was over",satisfied:"the visitor had done it already",back:"back to the step before",missing:"its target is missing",superseded:"a newer run took its place"},rn={skip:"skipped",back:"back",cancel:"cancelled"},Tt={h:"hello",e:"event",t:"control",k:"ack",w:"welcome",f:"frame",s:"snapshot","+":"part",x:"refusal",p:"heartbeat",d:"draining"},Nt=[...Object.values(Tt),"unknown"];function Ot(){let e=new Map,t=[],n,o=!0,a="",i=[],s,l,d,b,m=0,T=0,P=!1,I=[];function u(g,E){I.push({at:g,text:Pe(E)})}function r(g){return T+(P?0:g-m)}function p(g,E){T=r(E),m=E,P=g}function k(g,E){return g.map(C=>{let{name:c,at:v}=e.get(C);e.delete(C);let h=E-v;return t=[...t,h].slice(-100),{name:c,ms:h}})}function f(g,E,C){let c=[...e.keys()].filter(v=>v<=E);return g?c:c.slice(0,C?0:1)}function S(g,E){return d?.run===g&&d?.visit===E}function L(g,E,C,c){let[v,h,N]=q(E);for(let _ of g)O(_,v,h,c);d&&(C||s!==v)&&(s===v&&q(N).some(F=>Et(F)&&S(v,h))||H("the page missed why",c)),s!==v&&(s!==void 0&&B("the page missed how",c),v!==void 0&&u(c,`Run ${K(v)} started`),s=v);for(let _ of q(N))O(_,v,h,c)}function O(g,E,C,c){let[v,h]=q(g),N=Object(h);if(v==="end"){let _=K(N.cause);H(on[_]??_,c)}else if(v==="over")B(K(N.outcome),c);else if(Et(g)&&!S(E,C)){let _=d=an(E,C,N);l=_.tour;let F=_.timeout&&o?`, for ${_.timeout/1e3} s at most`:"";u(c,`${Ce(_)} shown at ${_.target}${F} (visit ${K(C)})`),b=void 0,P=!1,T=0,m=c}}function H(g,E){u(E,`${d?Ce(d):"A step that was not shown"} ended: ${g}`),d=void 0}function B(g,E){u(E,`${s===void 0?"A run that was not shown":`Run ${K(s)}${l?` of ${l}`:""}`} ended: ${g}`),s=l=void 0}function y([,g,E,,C],c){let v=n!==g;return v&&e.clear(),u(c,n===void 0?"Connected: a new session":v?"Connected again: another session, the last one is over":"Connected again: the same session"),n=g,o=Object(C).timers!==!1,p(!1,c),`${v?"a new session":"the same session"}, epoch ${K(E)}${o?"":", steps have no timers"}`}function $([,g,E,C],c){if(a+=typeof C=="string"?C:"",a.length>16777216&&(a=""),E!==!0)return`of message ${K(g)}`;let v=a;return a="",`the last of message ${K(g)}: ${R(kt(v),c)}`}function w([g,E,C,c,v,h],N){let _=g==="s",[F,te]=_?[q(h),v]:[q(v),h],[ne,X,fe]=q(te);i=[...F,...q(fe)];let xe=b!==void 0&&i.some(A=>sn(A)===b),x=k(f(_,Number(C),xe),N);return L(F,te,_,N),[`#${K(E)}`,...x.map(({name:A,ms:V})=>`answers ${A} after ${Math.round(V)} ms`),_||q(c).length?"renders":"",Ge(F),ne?`visit ${K(X)}: ${Ge(q(fe))||"nothing"}`:""].filter(Boolean).join(" \xB7 ")}function R(g,E){switch(g[0]){case"w":return typeof g[1]=="string"?y(g,E):St;case"f":case"s":return w(g,E);case"+":return $(g,E);case"x":{let[,C,c,v]=g,h=Number(C),N=e.get(h)?.name??`event ${K(C)}`;return e.has(h)&&k([h],E),u(E,`${N} was refused: ${K(v)} (${K(c)})`),`${N}: ${K(v)} (${K(c)})`}case"d":return u(E,"The server stops: the page is to come back"),`come back within ${K(g[1])} ms`;case"p":return"";default:return St}}function M([g,E,C,c],v){switch(g){case"h":return a="",n!==void 0&&u(v,"The connection was lost; there is a new one"),n===void 0?"asks for a session":"asks for its session again";case"e":{let[h,N]=[Number(E),K(C)],_=e.has(h);return!_&&e.size<100&&e.set(h,{name:N,at:v}),`#${h} ${N}${_?", again":""}`}case"t":return j(K(c),v),`visit ${K(C)}: ${K(c)}`;case"k":{let h=q(C).map(N=>{let[,_,F]=q(N);return`${Ge([i[Number(_)]])}: ${K(F)}`});for(let N of h)u(v,`A command did not happen: ${N}`);return[`up to #${K(E)}`,...h].join(" \xB7 ")}default:return""}}function j(g,E){g==="hold"||g==="resume"?(p(g==="hold",E),u(E,g==="hold"?"The step's time stands still":"The step's time runs on")):g==="missing"?u(E,`The step's target is missing${d?`: ${d.target}`:""}`):(b=rn[g],u(E,`${g} was chosen`))}return{get shown(){return d&&{...d,timeout:o?d.timeout:void 0}},get isHeld(){return P},get unanswered(){return Array.from(e.values(),({name:g})=>g)},get latency(){let g=t.toSorted((C,c)=>C-c),E=g.length;return E?{last:t[E-1],median:(g[E-1>>1]+g[E>>1])/2,count:E}:void 0},elapsed:r,tell(g,E,C){I=[];let c=kt(C),v=E==="in"?R(c,g):M(c,g);return{kind:Tt[K(c[0])]??"unknown",summary:Pe(v),moments:I}},forget(){t=[]}}}function Et(e){let[t,n]=q(e);return t==="step"&&typeof Object(n).target=="string"}function sn(e){let[t,n]=q(e);return t==="end"?Object(n).cause:void 0}function an(e,t,n){let{tour:o,name:a,target:i,step:s,total:l,timeout:d,only_timeout:b,on_missing:m}=n;return{run:e,visit:t,tour:K(o),name:typeof a=="string"?a:void 0,target:K(i),step:Number(s),total:Number(l),timeout:typeof d=="number"?d:void 0,isOnlyTimed:b===!0,isCentered:m==="center"}}function Ce({tour:e,name:t,step:n,total:o}){return`${e}: step ${n+1} of ${o}${t===void 0?"":` (${t})`}`}function Ge(e){return e.map(t=>{let[n,o]=q(t),{to:a,target:i,cause:s,outcome:l}=Object(o),d=a??i??s??l;return d===void 0?K(n):`${K(n)} ${K(d)}`}).join(", ")}function Pe(e){return e.length>400?`${e.slice(0,400)}\u2026`:e}function K(e){return typeof e=="string"?e:JSON.stringify(e)??"?"}function kt(e){try{return q(JSON.parse(e))}catch{return[]}}function q(e){return Array.isArray(e)?e:[]}var ln=80;function Lt(e){let t=D("input",{type:"search",placeholder:"Filter",ariaLabel:"Filter by text",autocomplete:"off",spellcheck:!1}),n=Mt("Direction",[["","Both ways"],["out","Sent"],["in","Received"]]),o=Mt("Kind",[["","All kinds"],...Nt.map(l=>[l,l])]),a=D("div",{className:"row"},t,n,o),i=Re("frames",l=>D("li",{hidden:!s(l)},dn(l)));a.addEventListener("input",()=>{for(let[l,d]of i.shown())d.hidden=!s(l);e()});function s(l){let d=t.value.trim().toLowerCase();return(!n.value||l.direction===n.value)&&(!o.value||l.kind===o.value)&&`${l.kind} ${l.summary} ${l.text}`.toLowerCase().includes(d)}return{filter:a,list:i.list,show:i.show,passing:()=>i.shown().flatMap(([l,{hidden:d}])=>d?[]:l)}}function Mt(e,t){return D("select",{ariaLabel:e},...t.map(([n,o])=>D("option",{value:n},o)))}function dn(e){let{at:t,direction:n,kind:o,summary:a}=e,i=D("pre",{tabIndex:0,role:"group",ariaLabel:"The frame"}),s=D("details",{},D("summary",{},D("span",{className:"at"},Ae(t)),D("span",{className:`way ${n}`},n==="out"?"\u2191 sent":"\u2193 received"),D("span",{className:"kind"},o),D("span",{className:"summary"},a)),i);return s.addEventListener("toggle",()=>ee(i,s.open?cn(e):"")),s}function cn({text:e,length:t}){let n=t>e.length?`
\u2026 ${t-e.length} characters more were not kept`:"";try{return e.length>ln?JSON.stringify(JSON.parse(e),void 0,2)+n:e}catch{return e+n}}var $t=`/*
 * The debug panel's own look, inside its shadow root. It follows the person's
 * preference and not the page, whose styles must not reach it: hence
 * \`!important\` on what the page could say of the host.
 */

:host {
  all: initial !important;
  /* \`all\` leaves it alone; the panel's words are English. */
  direction: ltr !important;
  color-scheme: light dark !important;
  position: fixed !important;
  inset: auto 0 0 !important;
  box-sizing: border-box !important;
  inline-size: auto !important;
  max-inline-size: none !important;
  block-size: min(45vh, 30rem) !important;
  border-block-start: 1px solid light-dark(#8a93a5, #6b7588) !important;
  background: light-dark(#fff, #161b26) !important;
  color: light-dark(#111827, #e8ecf4) !important;
  font: 13px/1.45 system-ui, sans-serif !important;
  text-align: start !important;
  box-shadow: 0 0 24px rgb(0 0 0 / 0.25) !important;
}

:host(:not(:popover-open)) {
  display: none !important;
}

:host(:popover-open) {
  display: block !important;
}

:host([data-top]) {
  inset: 0 0 auto !important;
  border-block: 0 1px solid light-dark(#8a93a5, #6b7588) !important;
  border-block-start: 0 !important;
  border-block-end: 1px solid light-dark(#8a93a5, #6b7588) !important;
}

:host(:focus-visible),
:focus-visible {
  outline: 2px solid light-dark(#1d4ed8, #93b4ff) !important;
  outline-offset: -2px !important;
}

* {
  box-sizing: border-box;
}

[hidden] {
  display: none !important;
}

.panel {
  display: flex;
  flex-direction: column;
  block-size: 100%;
}

.row {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 6px;
}

.bar {
  flex: none;
  padding: 6px 10px;
  border-block-end: 1px solid light-dark(#d5dae3, #313a4c);
}

h2,
h3,
p,
ul,
ol {
  margin: 0;
  padding: 0;
  list-style: none;
}

h2 {
  margin-inline-end: 6px;
  font-size: 14px;
}

h3 {
  margin-block-end: 4px;
  font-size: 13px;
}

button,
input,
select {
  min-block-size: 26px;
  padding: 2px 8px;
  border: 1px solid light-dark(#7b8496, #76819a);
  border-radius: 4px;
  background: light-dark(#f4f6fa, #232b3b);
  color: inherit;
  font: inherit;
}

button {
  cursor: pointer;
}

input {
  flex: 1 1 8rem;
  min-inline-size: 0;
}

input::placeholder {
  color: light-dark(#5b6474, #a9b3c6);
}

textarea {
  flex: none;
  block-size: 6rem;
  margin: 6px 10px;
  border: 1px solid light-dark(#7b8496, #76819a);
  background: transparent;
  color: inherit;
  font: 12px/1.4 ui-monospace, monospace;
}

.parts {
  display: grid;
  grid-template: minmax(0, 1fr) / minmax(0, 2fr) minmax(0, 3fr);
  flex: 1;
  min-block-size: 0;
}

.told {
  display: grid;
  /* As much as is to be said of the wait, up to two thirds. */
  grid-template-rows: fit-content(66%) minmax(0, 1fr);
  min-block-size: 0;
  border-inline-end: 1px solid light-dark(#d5dae3, #313a4c);
}

section {
  overflow: auto;
  padding: 8px 10px;
  overflow-wrap: anywhere;
}

.told section + section {
  border-block-start: 1px solid light-dark(#d5dae3, #313a4c);
}

.timeline li,
.state li {
  padding-block: 2px;
}

.timeline li {
  display: grid;
  grid-template-columns: max-content minmax(0, 1fr);
  align-items: baseline;
  gap: 0 8px;
}

.count {
  padding-block: 4px;
  color: light-dark(#4b5563, #b3bccd);
}

summary {
  display: grid;
  grid-template-columns: 1em max-content 5.5em 6em minmax(0, 1fr);
  align-items: baseline;
  gap: 0 8px;
  min-block-size: 24px;
  padding-block: 2px;
  cursor: pointer;
}

summary::before {
  content: "\u25B8";
}

[open] > summary::before {
  content: "\u25BE";
}

.at,
pre {
  font: 12px/1.4 ui-monospace, monospace;
}

.at {
  color: light-dark(#4b5563, #b3bccd);
}

.way {
  color: light-dark(#1d4ed8, #93b4ff);
}

.out {
  color: light-dark(#9a3412, #fdba74);
}

.kind {
  font-weight: 600;
}

pre {
  max-block-size: 16rem;
  margin: 2px 0 8px;
  padding: 6px 8px;
  overflow: auto;
  background: light-dark(#f4f6fa, #0e121a);
  white-space: pre-wrap;
}

/* On a phone one part follows the other. */
@media (width < 700px) {
  :host {
    block-size: 60vh !important;
  }

  .parts {
    display: block;
    overflow: auto;
  }

  .told {
    display: block;
    border: 0;
  }

  section {
    overflow: visible;
  }

  /* What a frame says gets a line of its own. */
  .summary {
    grid-column: 2 / -1;
  }

  .parts > section {
    border-block-start: 1px solid light-dark(#d5dae3, #313a4c);
  }
}
`;var fn=/^dj-(?:click|submit|change|input|keydown|keyup|focus|blur)\b/;function At({shown:e,isHeld:t,unanswered:n,elapsed:o},a,i){let s=[];if(a||s.push("The connection is lost: nothing moves until the server is back."),n.length&&s.push(`Not answered yet: ${n.join(", ")}.`),!e)return[...s,"No step is on the page."];let{target:l,timeout:d}=e;if(s.push(`${Ce(e)}, at ${l}.`,...pn(l,e.isCentered)),d){let m=Math.max(0,d-o(i))/1e3;s.push(`Its time: ${m.toFixed(1)} s left of ${d/1e3} s${t?`, standing still: ${mn()}`:""}.`)}let b=[d?"when its time is over":"",e.isOnlyTimed?"":"when the server says so, by a handler or a flow","by a button of the bubble"];return s.push(`It ends ${b.filter(Boolean).join(", or ")}.`),s}function mn(){let e=ie();return document.hidden?"the tab is hidden":e?.matches(":hover")?"the pointer is at the bubble":e?.contains(G())?"the focus is in the bubble":"it was paused"}function pn(e,t){let n=hn(e),o=t?"the bubble stands in the middle of the view":"it is waited for, unless the step's on_missing says otherwise";if(!n.length)return[`Its target is missing: nothing on the page matches; ${o}.`];if(!n.some(Y))return[`Its target is on the page and not drawn; ${o}.`];let a=n.length>1?[`${n.length} elements match: the first that is drawn is the target.`]:[],i=gn(n.find(Y));return i?[...a,`Its target calls ${i}.`]:a}function gn(e){return e.getAttributeNames().filter(n=>fn.test(n)).map(n=>`${e.getAttribute(n)} (${n})`).join(", ")}function hn(e){try{return le(e)}catch{return[]}}var bn=250,yn=["keydown","keyup","click","input","change"];function Rt(e){let t;return{toggle(){t?t():t=wn(e,()=>t=void 0)}}}function wn(e,t){let n=G(),o=new AbortController,{signal:a}=o,i=!1,s=0,l=[],d=0,b,m=D("ul",{className:"state"}),T=Re("timeline",({at:h,text:N})=>D("li",{},D("span",{className:"at"},Ae(h)),D("span",{},N))),P=D("p",{className:"status",role:"status"}),I=D("p",{className:"count"}),u=D("textarea",{readOnly:!0,hidden:!0,ariaLabel:"The JSON, to be copied by hand"}),r=Lt(()=>ee(I,H())),p=ve("Pause",()=>{i=!i,s=O(),ee(p,i?"Resume":"Pause"),y()}),k=ve("To the top",()=>{let h=f.toggleAttribute("data-top");ee(k,h?"To the bottom":"To the top")}),f=D("docent-panel",{lang:"en",popover:"manual",role:"dialog",ariaLabel:"docent: debug panel",tabIndex:-1}),S=f.attachShadow({mode:"open"}),L=new CSSStyleSheet;L.replaceSync($t),S.adoptedStyleSheets=[L],S.append(D("div",{className:"panel"},D("div",{className:"row bar"},D("h2",{},"docent"),p,ve("Clear",g),ve("Copy as JSON",()=>{E()}),k,ve("Close",C),P),u,D("div",{className:"parts"},D("div",{className:"told"},ze("Why it waits",m),ze("Timeline, newest first",T.list)),ze("Frames, newest first",r.filter,I,r.list))));function O(){return e.forgotten+e.frames.length}function H(){let{forgotten:h}=e,N=`${r.passing().length} of ${r.list.childElementCount} frames`;return i?`${N}; paused, ${O()-s} more have come`:h?`${N}, ${h} older ones are not kept`:N}function B(){let{story:h}=e,{latency:N}=h,_=F=>`${F.toFixed(F<10?1:0)} ms`;return[...At(h,docent.connected,performance.now()),N?`From an event to its answer: ${_(N.last)} last, ${_(N.median)} median of ${N.count}.`:"No event has been answered yet."].map(Pe)}function y(){d=0,R(),xt(m,B()),i||({moments:l}=e,r.show(e.frames),T.show(l)),ee(I,H())}function $(){d||=requestAnimationFrame(y)}function w(){let h=G();b=J(f,h)?h:void 0}function R(){let h=[...document.querySelectorAll("dialog:modal")].at(-1)??document.body;if(f.parentNode===h&&M())return;let N=b;M()&&f.hidePopover(),oe(f,h,null),f.showPopover(),N&&W(N)}function M(){return f.matches(":popover-open")}function j(h){h.target===f&&h.stopImmediatePropagation(),!(h.target===f||h.newState!=="open")&&(M()&&f.hidePopover(),R())}function g(){e.clear(),s=0,l=[],r.show([]),T.show([]),y(),ee(P,"Cleared")}async function E(){let h=r.passing(),N=wt(e,l,h,B()),_=await vt(N);u.hidden=_,u.value=_?"":N,ee(P,_?`Copied: ${h.length} frames`:"The clipboard was refused: copy it from the field"),!_&&(u.focus(),u.select())}function C(){let h=!!b;e.listen(void 0),o.abort(),clearInterval(v),cancelAnimationFrame(d),f.remove(),h&&W(n),t()}function c(h){h.key!=="Escape"||!h.composedPath().includes(f)||(h.preventDefault(),h.stopImmediatePropagation(),C())}e.listen($);let v=setInterval(y,bn);addEventListener("keydown",c,{signal:a,capture:!0}),addEventListener("toggle",j,{signal:a,capture:!0}),document.addEventListener("close",$,{signal:a,capture:!0});for(let h of yn)f.addEventListener(h,N=>N.stopPropagation(),{signal:a});for(let h of[f,S])h.addEventListener("focusin",w,{signal:a}),h.addEventListener("focusout",()=>queueMicrotask(()=>f.isConnected&&w()),{signal:a});return y(),f.focus({preventScroll:!0}),C}function ve(e,t){let n=D("button",{type:"button"},e);return n.addEventListener("click",t),n}function ze(e,...t){return D("section",{tabIndex:0,ariaLabel:e},D("h3",{},e),...t)}var vn=500,xn=500,Sn=4*2**20,En=64*2**10;function Ct(){let e=Ot(),t=[],n=[],o=0,a=0,i;return{story:e,get frames(){return t},get moments(){return n},get forgotten(){return a},record(s,l){let d=performance.now(),b=e.tell(d,s,l),m=kn(b.kind,l),T=m.slice(0,En);for(t.push({at:d,direction:s,kind:b.kind,summary:b.summary,text:T,length:m.length}),o+=T.length;t.length>vn||o>Sn;)o-=t.shift().text.length,a++;n=n.concat(b.moments).slice(-xn),i?.()},clear(){t=[],n=[],o=a=0,e.forget()},listen(s){i=s}}}function kn(e,t){let n="(left out)";return e==="hello"?JSON.stringify(JSON.parse(t),(o,a)=>o==="page"||o==="session"?n:a):e==="welcome"?JSON.stringify(JSON.parse(t).map((o,a)=>a===1?n:o)):t}yt(()=>{let e=Ct(),t=Rt(e);return addEventListener("keydown",n=>{Tn(n)&&(n.preventDefault(),t.toggle())},{capture:!0}),e.record});function Tn({key:e,code:t,ctrlKey:n,shiftKey:o,altKey:a,metaKey:i,repeat:s}){return(/^[a-z]$/i.test(e)?/d/i.test(e):t==="KeyD")&&n&&o&&!a&&!i&&!s}})();
