"use strict";(()=>{function z(e=document){let t=e.activeElement;return t?.shadowRoot?.activeElement?z(t.shadowRoot):t??document.body}function fe(e){return e===z()&&e.matches(":read-write,select")}function W(){return fe(z())}function J(e,t){return!!e&&!!t&&(e.contains(t)||J(e,t.getRootNode().host))}function xe(e){return!(e.isComposing||e.ctrlKey||e.altKey||e.metaKey)}function me(e){return[...e.querySelectorAll("*")].flatMap(t=>t.shadowRoot?[t,...me(t.shadowRoot)]:t)}function pe(e){return(e.tabIndex>=0||e.matches("[contenteditable]:read-write"))&&!e.matches(":disabled,[inert] *,a:not([href])")&&U(e)}function U(e){return e.checkVisibility({checkVisibilityCSS:!0})}function V(e){return e.focus?.({preventScroll:!0}),e===z()}function Je(){let e=new WeakMap,t=new Map,n=new WeakMap;return{touched(o){t.delete(o.form)},sent:(o,i)=>{e.set(o,i)},submitted:(o,i)=>{t.set(o,i)},judge(o){let i=r=>{let a=t.get(r.form);return!!a&&a.c>0&&a.c<=o};return{answered:i,keeps(r){let a=e.get(r);return!!a&&(!a.c||a.c>o)||fe(r)&&!i(r)},isNews(r,a){let l=n.get(r)??a;return n.set(r,a),l!==a}}},settle(o){for(let[i,r]of t)r.c&&r.c<=o&&t.delete(i)},reset(){e=new WeakMap,t.clear()}}}function He(e,t){let[n,o,i,r,a,l]=se(JSON.parse(e));switch(n){case"w":return t.welcome(G(o),Z(i),Z(r),Z(Ie(a).frame),Ie(a).timers!==!1);case"f":return t.frame(qe(!1,o,i,se(r).map(_t),a,l));case"s":return t.frame(qe(!0,o,i,[G(r)],l,a));case"+":return t.part(Z(o),i===!0,G(r));case"x":return t.refused(Z(o),G(i),G(r));case"p":return t.heartbeat();case"d":return t.draining(Z(o));default:ae(!1,n)}}function qe(e,t,n,o,i,r){return{isSnapshot:e,s:Z(t),c:Z(n),patches:o,ops:Ee(i),run:It(r)}}function Ee(e){return se(e).map(t=>{let[n,o]=se(t),i=Ie(o);return{name:G(n),options:i,shown:n==="step"?Pt(i):void 0}})}function Pt({tour:e,name:t,class:n,event:o,...i}){return{highlight:G(n),event:G(o),narration:ae(Fe(i),i)}}function Fe(e){let{text:t,target:n,step:o,total:i}=Object(e);return typeof t=="string"&&typeof n=="string"&&Number.isSafeInteger(o)&&Number.isSafeInteger(i)}function _t(e){let[t,n]=se(e);return G(t==="html"&&n)}function It(e){if(e===0)return;let[t,n,o]=se(e);return{at:[Z(t),Z(n)],ops:Ee(o)}}function se(e){return ae(Array.isArray(e),e)}function Ie(e){return ae(Object(e)===e&&!Array.isArray(e),e)}function G(e){return ae(typeof e=="string",e)}function Z(e){return ae(Number.isSafeInteger(e),e)}function ae(e,t){if(!e)throw Error("shape");return t}function Ve(e){let t=e.trim();if(t.startsWith("["))return{chain:Ee(JSON.parse(t))};let[,n,o]=/^([^\s()]+)\s*(?:\(([^]*)\))?$/.exec(t)??[];if(!n)throw Error("shape");return{name:n,params:o?.trim()?JSON.parse(`[${Ht(o)}]`):void 0}}function Ht(e){return e.replace(/"(?:[^"\\]|\\.)*"|'((?:[^'\\]|\\.)*)'/g,(t,n)=>n===void 0?t:JSON.stringify(n.replace(/\\(.)/g,"$1")))}function le(e){let t=[document],n=[];for(let o of e.split(/\s>>>\s/))n=t.flatMap(i=>[...i.querySelectorAll(o)]),t=n.flatMap(({shadowRoot:i})=>i??[]);return n}function ke(e){return Ne(e,"[dj-component]")?.getAttribute("dj-component")}function Ne(e,t){return e&&(e.closest(t)??Ne(e.getRootNode().host,t))}function De(){return{__proto__:null}}function We(e){let t=De();for(let{name:n,value:o}of e.attributes)n.startsWith("dj-value-")&&(t[n.slice(9).replaceAll("-","_")]=o);return t}function Te(e){let t=De(),{name:n,value:o,type:i,checked:r,selectedOptions:a}=e;return n&&(t.name=n),e.matches("[type=checkbox],[type=radio]")&&(t.checked=r),i==="select-multiple"?t.value=[...a].map(l=>l.value):typeof o=="string"&&(t.value=o),t}function Ue(e,t){let n=De(),o=new FormData(e,t);for(let i of o.keys()){let r=o.getAll(i).map(a=>typeof a=="string"?a:a.name);n[i]=r.length>1?r:r[0]}return n}function Ye(e,t){let n=new Set,o=new WeakMap;function i(p,s,u=!1){let k=f=>{let x=f.composedPath()[0];x instanceof Element&&s(f,x,`dj-${p}`)};document.addEventListener(p,k,u)}i("click",(p,s,u)=>{let k=s.closest(`[${u}]`);!k||k.matches(":disabled")||(s.closest("a[href='#']")&&p.preventDefault(),O(),e.tour.gesture(k),w(u,k,s,()=>({})))}),i("submit",(p,s,u)=>{if(!(s instanceof HTMLFormElement)||!s.hasAttribute(u))return;p.preventDefault(),O(),e.tour.gesture(p.submitter??s);let k=Ue(s,p.submitter);w(u,s,s,()=>k,f=>e.formState.submitted(s,f))}),i("input",r),i("change",r),i("keydown",a),i("keyup",a),i("focus",c,!0),i("blur",c,!0);function r({type:p},s,u){e.formState.touched(s);let k=s.closest(`[${u}]`);k&&(p==="change"&&O(),w(u,k,s,()=>Te(s),f=>e.formState.sent(s,f)))}function a(p,s,u){if(p.isComposing||!p.key)return;let k=p.key.toLowerCase().replace(/^arrow/,"").replace(" ","space"),f=getComputedStyle(s).direction==="rtl"&&{left:"right",right:"left"}[k],x=`${u}.${f||k}`,$=`[${CSS.escape(x)}],[${u}]`,M=s.closest($)??l($,p);M&&(p.key==="Enter"&&O(),W()||e.tour.gesture(s),w(M.hasAttribute(x)?x:u,M,s,()=>({...Te(s),key:p.key})))}function l(p,s){return s.defaultPrevented||s.repeat||!xe(s)||W()?void 0:[...(document.querySelector("dialog:modal")??document).querySelectorAll(p)].find(k=>!k.firstElementChild&&!(k.tabIndex>=0))}function c({type:p},s,u){p==="blur"&&O(s),s.hasAttribute(u)&&w(u,s,s,()=>Te(s))}function w(p,s,u,k,f){let x=Dt(s,p);if(!x)return;if(x.chain){e.run(x.chain,s);return}let{name:$,params:M}=x,F=ke(s),B=()=>{let R=t($,M??{...k(),...We(s)},F);f?.(R)},S=R=>u.getAttribute(R)??s.getAttribute(R),A=!/^dj-(?:submit|focus|blur)$/.test(p),b=Number(S("dj-throttle"))-performance.now()+o.get(s),C=b>0?b:S("dj-debounce");!A||C===null?(o.set(s,performance.now()),B()):(f||!(b>0))&&(f?.({c:0}),m(s,p,u,Number(C),B))}function m(p,s,u,k,f){for(let M of n)M.element===p&&M.attribute===s&&N(M);let x=Number.isNaN(k)?0:setTimeout(()=>_($),k),$={element:p,attribute:s,target:u,timer:x,push:f};n.add($)}function N(p){clearTimeout(p.timer),n.delete(p)}function _(p){N(p),o.set(p.element,performance.now()),p.push()}function O(p){for(let s of n)(!p||p===s.target)&&_(s)}}function Dt(e,t){let n=e.getAttribute(t)??"";try{return Ve(n)}catch(o){console.warn(`docent: ${t}="${n}" is wrong:`,o);return}}function ce(){let e=new Map;function t(r,a){let l=e.get(r);l||e.set(r,l=new Map);let c=l.get(a);return c||l.set(a,c={base:null,wrote:null,add:new Set,remove:new Set}),Xe(r,a,c),c}function n(r){for(let[a,l]of e)for(let[c,w]of l)r(a,c,w)}function o(r,a,l){let c=t(r,"class"),w=de(c.base);for(let m of a)c.remove.delete(m),w.includes(m)||c.add.add(m);for(let m of l)c.add.delete(m),w.includes(m)&&c.remove.add(m);c.value=void 0,Ke(r,"class",c)}function i(){n((r,a,l)=>{Xe(r,a,l),ue(r,a,l.base)})}return{classes:o,withdraw(r,a){let l=e.get(r)?.get("class");l&&o(r,[],a.filter(c=>l.add.has(c)))},attribute(r,a,l){let c=t(r,a);c.value=l,Ke(r,a,c)},around(r,a,l){let c=t(r,a);l(),c.wrote=c.value=r.getAttribute(a)},lift:i,reapply(){for(let r of e.keys())r.isConnected||e.delete(r);n((r,a,l)=>{l.base=r.getAttribute(a),Ke(r,a,l)})},revert(){i(),e.clear()}}}function Ke(e,t,n){ue(e,t,n.value===void 0?Qe(n.base,n.add,n.remove):n.value,!1),n.wrote=e.getAttribute(t)}function Xe(e,t,n){let o=e.getAttribute(t);o!==n.wrote&&(n.base=Qe(o,n.remove,n.add),n.wrote=o)}function Qe(e,t,n){let o=de(e),i=o.filter(a=>!n.has(a)),r=[...t].filter(a=>!o.includes(a));return r.length||i.length<o.length?[...i,...r].join(" "):e}function de(e){return e?.match(/[^\t\n\f\r ]+/g)??[]}function ue(e,t,n,o=!0){if(e.getAttribute(t)===n)return;if(n===null){e.removeAttribute(t);return}let{style:i}=e,r=t==="style"&&i;r&&(i.cssText=n),(!r||o&&e.getAttribute(t)!==n)&&e.setAttribute(t,n)}function ge(e,t){let n=matchMedia("(prefers-reduced-motion)").matches?"instant":"smooth";e.scrollIntoView({behavior:n,block:t})}function Ze(e){let{top:t,bottom:n,left:o,right:i}=e.getBoundingClientRect(),{width:r,height:a}=visualViewport,l=t<0||o<0||n>a||i>r;ge(e,l?"center":"nearest")}var Kt=/^(?:focus|scroll_into_view)$/,tt={__proto__:null,show:et,hide(e,t,{ledger:n}){n.attribute(e,"hidden","")},toggle(e,t,n){(getComputedStyle(e).display==="none"?et:tt.hide)(e,t,n)},add_class(e,t,{ledger:n}){n.classes(e,Oe(t),[])},remove_class(e,t,{ledger:n}){n.classes(e,[],Oe(t))},transition(e,t,{ledger:n}){n.classes(e,Oe(t),[]),setTimeout(()=>n.withdraw(e,Oe(t)),Number(t.time))},set_attr(e,t,{ledger:n}){let o=G(t.name),i=G(t.value);return jt(o,i)?"refused":n.attribute(e,o,i)},remove_attr(e,t,{ledger:n}){n.attribute(e,G(t.name),null)},focus(e,t,{isPolite:n}){if(!(n&&W()||J(e,z())))return U(e)?[e,...me(e).filter(pe)].some(V)?void 0:"refused":"hidden"},dispatch(e,t){he(e,G(t.event),t.detail)},push(e,t,{push:n}){n(G(t.event),t.value??{},ke(e))},scroll_into_view(e){return U(e)?ge(e,"center"):"hidden"},end(){},over(e){he(e,"tour:hide")}};function he(e,t,n){e.dispatchEvent(new CustomEvent(t,{bubbles:!0,composed:!0,detail:n}))}function Me(e,t){let n=tt[e.name];if(!n)return"refused";let o="missing";try{let i=[...Bt(e,t)];if(i[1]&&Kt.test(e.name))return"ambiguous";for(let r of i)if(o=n(r,e.options,t)||void 0,o||e.name==="push")break}catch{o="threw"}return o}function Bt({options:e},{source:t,step:n}){if(e.to!==void 0){let i=G(e.to);if(n?.selector!==i)return le(i);let r=n.find();return r?[r]:[]}if(e.inner!==void 0)return t.querySelectorAll(G(e.inner));if(e.closest===void 0)return[t];let o=t.closest(G(e.closest));return o?[o]:[]}function Oe(e){return de(G(e.names))}function et(e,t,{ledger:n}){let{style:o}=e;e.hasAttribute("hidden")&&n.attribute(e,"hidden",null),o?.display==="none"&&n.around(e,"style",()=>o.display="")}function jt(e,t){return/^(?:on|srcdoc$)/i.test(e.trim())||/^javascript:/i.test(t.replace(/^[\0- ]+/,"").replace(/[\t\n\r]/g,""))}function oe(e,t,n){let{moveBefore:o}=t;o&&e.isConnected&&t.isConnected?o.call(t,e,n):t.insertBefore(e,n)}var zt=16;function it(e,t,n){let o=z(),i=rt(e),r=rt(t),a=new Set;for(let[s,u]of i)r.get(s)?.localName!==u?.localName&&i.delete(s);t instanceof Element&&p(e,t),l(e,t);for(let s of a)s.remove();e.contains(o)&&V(o);function l(s,u){let k=null,f=()=>_(k?k.nextSibling:s.firstChild);for(let x of[...u.childNodes]){let $=c(s,x,f());if($){let M=$.parentNode===s&&!a.has($);for(let F=f();M&&F&&F!==$&&m(F);F=f())a.add(F);$!==f()&&oe($,s,f()),O($,x)}else N(s,x,f());k=$??x}for(let x=f();x;x=_(x.nextSibling))a.add(x)}function c(s,u,k){let f=w(u);if(f)return f.contains(s)?void 0:f;let x=u.nextElementSibling,$=0;for(let M=k;M&&$++<zt;M=_(M.nextSibling)){if(ot(M,u))return M;if(!(u instanceof Element)||!m(M)||x&&ot(M,x))return}}function w(s){return i.get(be(s))}function m(s){return!w(s)&&!s.contains(o)}function N(s,u,k){if(s.insertBefore(u,k),u instanceof Element)for(let f of u.querySelectorAll("*")){let x=w(f);!x||!f.isConnected||x.contains(f)||(oe(x,f.parentNode,f),O(x,f),f.remove())}}function _(s){for(;s&&(n.isOurs(s)||a.has(s));)s=s.nextSibling;return s}function O(s,u){if(a.delete(s),i.delete(be(s)),!(s instanceof Element&&u instanceof Element)){s.nodeValue!==u.nodeValue&&(s.nodeValue=u.nodeValue);return}if(s.localName==="script"||s.getAttribute("dj-update")==="ignore")return;let k=nt(s);p(s,u),s instanceof HTMLTextAreaElement?s.defaultValue=u.defaultValue:s instanceof HTMLTemplateElement?l(s.content,u.content):fe(s)&&s.isContentEditable||l(s,u);let f=nt(s);if(f===void 0||n.keeps(s)||f===k&&(f===null||!n.answered(s)))return;let x=s;x.value!==f&&(x.value=f??"")}function p(s,u){let k=s.matches("details,dialog");for(let x of[...s.getAttributeNames(),...u.getAttributeNames()]){let $=u.getAttribute(x);if(s.getAttribute(x)===$||k&&x==="open")continue;try{ue(s,x,$)}catch{}let M=x==="checked"?s:x==="selected"&&s.closest("select");M&&!n.keeps(M)&&(s[x]=$!==null)}let f=u.hasAttribute("open");k&&n.isNews(s,f)&&s.toggleAttribute("open",f)}}function nt(e){return e instanceof HTMLTextAreaElement?e.defaultValue:e.matches("input:not([type=file],[type=hidden],[type=checkbox],[type=radio])")?e.getAttribute("value"):void 0}function ot(e,t){return e.nodeName===t.nodeName&&be(e)===be(t)}function be(e){if(!(e instanceof Element))return;let t=e.getAttribute("id");if(t)return`#${t}`;let n=e.getAttribute("name");if(!n||!e.matches("input,select,textarea,button"))return;let o=e.matches("[type=checkbox],[type=radio],button")?e.getAttribute("value"):"";return`${e.closest("form")?.getAttribute("id")??""} ${n} ${o}`}function rt(e){let t=new Map;for(let n of e.querySelectorAll("[id],[name]")){let o=be(n);o&&t.set(o,t.has(o)?void 0:n)}return t}var Gt=64;function Be(){return document.querySelector("[dj-root]")??document.body}function Jt(e,t,n,{name:o,options:i}){let r=/^[^]{0,256}/u.exec(i.to??i.inner??i.closest??i.target??"")[0];return console.debug(`docent: ${o} ${r}: ${n}`),[e,t,n,o,r]}function st(e,t,n){let o=ce(),{trustedTypes:i}=window,r=i?.createPolicy("docent",{createHTML:c=>c});function a(c,w){return Me(c,{source:w,ledger:o,push:n})}function l(c,w){let m=document.querySelector("[dj-root]");if(!m)return;let N=document.createElement("template");N.innerHTML=r?.createHTML(c)??c;let _=N.content;e.ledger.lift(),o.lift();try{it(m,_.querySelector("[dj-root]")??_,{...t.judge(w),isOurs:e.owns})}finally{o.reapply(),e.ledger.reapply(),t.settle(w)}}return{tour:e,formState:t,apply({run:c,isSnapshot:w,patches:m,ops:N,s:_,c:O}){e.enter(c,w);for(let u of m)l(u,O);let p=N.map(u=>a(u,Be()));c&&p.push(...e.perform(c)),e.tick();let s=N.concat(c?.ops??[]);return p.flatMap((u,k)=>u?[Jt(_,k,u,s[k])]:[]).slice(0,Gt)},run(c,w){for(let m of c)a(m,w)}}}function Le(e,t){let n=document.createElement("div"),o=0;return n.className=e,n.role="status",n.style.cssText=t,{element:n,announce(i,r=100){clearTimeout(o),n.textContent="",o=setTimeout(()=>n.textContent=i,r)}}}var ye=["bottom","top","right","left"];function at(e){return ye.map((t,n)=>ye[ye.indexOf(e)^n])}function lt(e,{width:t,height:n},o,i){let{offsetLeft:r,offsetTop:a}=o,l=r+o.width,c=a+o.height,w=re(e.left,r,l),m=re(e.right,r,l),N=re(e.top,a,c),_=re(e.bottom,a,c),O={bottom:c-_-n,top:N-a-n,right:l-m-t,left:w-r-t},p=i.find(B=>O[B]>=27)??[...i].sort((B,S)=>O[S]-O[B])[0],s=(w+m)/2,u=(N+_)/2,k=p==="left"?w-19-t:p==="right"?m+19:s-t/2,f=p==="top"?N-19-n:p==="bottom"?_+19:u-n/2,x=Math.round(re(k,r+8,l-8-t)),$=Math.round(re(f,a+8,c-8-n)),[M,F]=p==="left"||p==="right"?[u-$,n]:[s-x,t];return{left:x,top:$,side:p??"center",arrow:re(M,18,F-18)}}function re(e,t,n){return Math.max(t,Math.min(e,n))}function ct(){let e=document.createElement("div"),{style:t}=e;return e.className="dj-tutorial-spotlight",e.ariaHidden="true",e.popover="manual",t.cssText="inset:auto;border:0;padding:0;background:none;pointer-events:none",{element:e,frame({left:n,top:o,width:i,height:r},a){t.left=`${(n-10)/a}px`,t.top=`${(o-10)/a}px`,t.width=`${(i+20)/a}px`,t.height=`${(r+20)/a}px`}}}var dt="dj-tutorial-bubble__",qt=500;function ie(){return document.querySelector("#dj-tutorial-bubble")}function ft(e){let{style:t}=e,n=ut(e.dataset.position)??"bottom",o=ct(),i=Le("dj-tutorial-announcer","position:fixed;clip-path:inset(50%)"),r=[o.element,i.element],a=ce(),l=document.body,c=null,w=!1,m=null,N="",_=[],O=0;function p(){w=!0,m=e.getAttribute("style"),l=e.parentNode,c=e.nextSibling,t.cssText+=";position:fixed;inset:0 auto auto 0;margin:0",a.attribute(e,"data-visible","true"),a.attribute(e,"hidden",null);let S=getComputedStyle(e).borderStyle!=="none";a.attribute(e,"popover","manual"),S||(t.border="0");for(let A of e.querySelectorAll("button"))a.attribute(A,"tabindex","-1");s()}function s(){e.before(...r),k()}function u(S){if(e.parentNode===S)return;let A=z();oe(e,S,c?.parentNode===S?c:null),s(),J(e,A)&&V(A)}function k(){for(let S of[o.element,e])S.popover&&(S.hidePopover(),S.showPopover())}function f(S){t.boxSizing=t.maxWidth=t.maxHeight="";let{width:A,height:b}=e.getBoundingClientRect(),C=A>S.width-16,R=b>S.height-16;(C||R)&&(t.boxSizing="border-box"),C&&(t.maxWidth=`${S.width-16}px`),R&&(t.maxHeight=`${S.height-16}px`)}function x(S){_.sort((A,b)=>+S(A)-+S(b))}function $(S){return e.querySelector(`.${dt}${S}`)}function M(S,A){let b=$(S);b&&b.textContent!==A&&(b.textContent=A)}function F(S,A,b){let C=$(S);C&&a.attribute(C,A,b?"":null)}function B(S,A){let b=$(S)?.dataset.names?.split("|");b&&M(S,b[+A])}return{element:e,isShown:()=>w,owns:S=>S===e||r.includes(S),controls:()=>[...e.querySelectorAll("button")].filter(U),control:S=>["skip","back","cancel","pause"].find(A=>S.closest(`.${dt}${A}`)),fill({text:S,position:A,step:b,total:C,only_timeout:R,back:g},v){M("text",S),M("step",(e.dataset.step??"").replace("{step}",`${b+1}`).replace("{total}",`${C}`)),t.setProperty("--docent-progress",`${(b+1)/C}`);let P=!!R&&!v;F("back","hidden",!g),F("pause","hidden",!v),F("skip","data-next",P),B("skip",P),N="",_=at(ut(A)??n),clearTimeout(O)},isBusy:()=>w&&e.matches(":hover,:focus-visible,:has(:focus)"),rename:B,show(S){w||p(),u(Ne(S,"dialog:modal,:popover-open")??l)},raise:k,follow(S){let A=visualViewport,b=S?.getBoundingClientRect()??new DOMRect(A.offsetLeft+A.width/2,A.offsetTop+A.height/2);N!==(N=`${A.width} ${A.height}`)&&f(A);let C=e.getBoundingClientRect(),R=z(),{left:g,top:v,right:P,bottom:d}=R.getBoundingClientRect(),y=j=>lt(b,C,A,S?j:[]),I=J(e,R)||S!==R&&J(R,S),E=j=>!I&&j.left<P&&g<j.left+C.width&&j.top<d&&v<j.top+C.height;x(j=>E(y([j])));let T=y(_),K=e.currentCSSZoom??1;return t.left=`${T.left/K}px`,t.top=`${T.top/K}px`,t.setProperty("--docent-arrow",`${T.arrow/K}px`),e.dataset.side!==T.side&&a.attribute(e,"data-side",T.side),o.frame(b,K),E(T)},stepAside(){clearTimeout(O),O=setTimeout(()=>x(S=>S===e.dataset.side),qt)},focus:()=>w&&V(e),announce:i.announce,hide(){if(w){w=!1,i.announce(""),u(l),e.matches(":popover-open")&&e.hidePopover();for(let S of r)S.remove();a.revert(),ue(e,"style",m),M("text",""),M("step",""),B("skip",!1),B("pause",!1)}}}}function ut(e){return ye.find(t=>t===e)}function mt(){let{element:e,announce:t}=Le("docent-notice","position:fixed;bottom:0;background:Canvas;color:CanvasText");return{show(n,o){document.body.append(e),t(ie()?.dataset[n]??"",o)},hide:()=>e.remove()}}var Vt=64,Wt=16*2**20,Ut=250,Yt=45e3,Xt=3e4,Qt=2e3,je=250,Zt=3e4,en=5e3;function pt({docent:e,digest:t,build:n},o,i){let r=location.href.split("#")[0],a=mt(),l,c=!1,w=!1,m=!1,N,_=0,O=1/0,p=0,s=0,u=[],k,f,x=0,$=0,M=0,F=0,B=0,S={welcome(h,L,X,Q,_e){if(clearTimeout(M),M=0,a.hide(),m=!1,c=!0,O=Q,o.tour.welcome(_e),_=L,h!==N){for(let Ge of u)Ge.c&&d(Ge,"session over");N&&o.formState.reset(),N=h,p=X,s=0,k=void 0}g(X),v(!0),k&&y(["t",...k])},frame(h){if(!h.isSnapshot&&h.s!==s+1)throw Error("shape");g(h.c),s=h.s;let L=o.apply(h);L.length?C(L):x||=setTimeout(C,Ut)},part(h,L,X){if(f??={id:h,text:""},f.text+=X,f.id!==h||f.text.length>Wt)throw Error("shape");if(!L)return;let Q=f.text;f=void 0,He(Q,S)},refused(h,L,X){let Q=u.find(_e=>_e.c===h)?.name??h;P(Q,`${X} (${L})`,["handler_failed","refused"].includes(L)?"debug":"warn"),g(h)},heartbeat(){B=0,C()},draining:h=>{K(Math.random()*h)}};function A(){clearTimeout(F),F=0;let h=l=new WebSocket(r.replace(/^http/,"ws"),"docent.2");h.onopen=()=>y(["h",{page:e,session:N,epoch:_,ack:s,digest:t,build:n,run:o.tour.at()}]),h.onmessage=({data:L})=>{h===l&&b(String(L))},h.onclose=({code:L})=>{h===l&&E(L)},Se()}function b(h){Se(),i("in",h);try{He(h,S)}catch(L){console.error("docent: bad frame:",L),s=0,T(l)}}function C(h=[]){R();let L=JSON.stringify(h.length?["k",s,h]:["k",s]);new Blob([L]).size>O?C(h.slice(0,h.length/2)):c&&I(L)}function R(){clearTimeout(x),x=0}function g(h){u=u.filter(L=>!L.c||L.c>h)}function v(h){if(c){for(let L of u){if(L.c){if(!h)continue}else{if(L.text=JSON.stringify(["e",p+1,L.name,L.params,s].concat(L.to??[])),new Blob([L.text]).size>O){d(L,"too large");continue}L.c=++p,R()}I(L.text)}g(0)}}function P(h,L,X="warn"){console[X](`docent: event "${h}" refused: ${L}`)}function d(h,L){return P(h.name,L),h.c=-1,h}function y(h){I(JSON.stringify(h))}function I(h){i("out",h),l.send(h)}function E(h){if(j(),h===4401)m?ne("stale"):ve();else if(h===4409)ne("taken");else if(h===4410){let[L]=performance.getEntriesByType("navigation");(_||L.type!=="reload")&&setTimeout(()=>W()||location.reload(),Math.random()*en),ne("stale")}else Y()}function T(h){h===l&&(j(),Y(),h?.close())}function K(h){let L=l;return setTimeout(()=>T(L),h)}function j(){l=f=void 0,c=!1,R(),clearTimeout($),!M&&(M=setTimeout(()=>o.tour.abandon(),Xt),a.show("lost",Qt))}function Y(){m=!1;let h=Math.min(Zt,je*2**++B);F=setTimeout(A,je+Math.random()*(h-je))}function te(){F&&A()}function ne(h){w=!0,o.tour.abandon(),a.show(h)}async function ve(){try{let h=await fetch(r,{headers:{Accept:"application/docent+json"}});if(h.status>=500)return Y();let{page:L}=await h.json().catch(()=>({}));if(typeof L!="string")return ne("stale");e=L,m=!0,A()}catch{Y()}}function Se(){clearTimeout($),$=K(Yt)}return addEventListener("offline",()=>l&&T(l)),addEventListener("online",te),document.addEventListener("visibilitychange",te),e?A():ve(),{isOpen:()=>c,push(h,L,X){let Q={c:0,name:h,params:L,to:X};return w?d(Q,"session over"):u.length>=Vt?d(Q,"too many wait"):(u.push(Q),v(!1),Q)},report(h){return s?(/^[hr]/.test(h[2])||(k=h),c&&y(["t",...h]),c):!1}}}var tn=150;function gt(e){let{narration:t,highlight:n,ledger:o,isNews:i,isTimed:r}=e,{target:a}=t,l=t.on_missing==="center",c=new AbortController,w=[],m,N,_=-1/0,{narrate:O}=e,p=!i,s=p,u=!1,k=p,f,x=!1;function $(){try{let d=le(a);return d.find(U)??d[0]}catch{return}}function M(){return N&&U(N)?N:void 0}function F(){p||(p=!0,B(),M()||e.missing())}function B(){let d=$();N&&N!==d&&o.withdraw(N,n),N=d,d&&n.some(I=>!d.classList.contains(I))&&o.classes(d,n,[]);let y=(d||l)&&O;y&&(O=void 0,y(d??document.body),c.signal.aborted)||(r&&(x&&=!!m?.isBusy(),e.holdStill(e.isPaused()||document.hidden||!x&&!!m?.isBusy())),S(),y&&A(d),d&&w.length&&e.perform(w.splice(0)),p&&!s&&m?.isShown()&&(s=!0,m.announce(t.text)))}function S(){if(!m)return;let d=M();if(d)_=performance.now(),p&&(!k&&!W()&&Ze(d),k=!0);else if(performance.now()-_<tn)return;if(d||l){u&&=m.isShown(),m.show(d),u||m.fill(t,r),u=!0,m.rename("pause",e.isPaused());let y=m.follow(d),I=z();y&&I!==f&&I.matches(":focus-visible")&&ge(f=I,"start")}else m.hide()}function A(d){if(!e.movesFocus||W())return;let y=z();d&&(J(d,y)||V(d))||!m?.focus()||(s||=y!==m.element)}function b(){requestAnimationFrame(()=>{c.signal.aborted||(b(),B())})}function C(){let d=z();return J(m?.element,d)||J(N,d)}function R({target:d}){let y=m.control(d);y?e.control(y,d):m.stepAside(),x=y==="pause"}function g(d){let y=d.target;y.matches(":popover-open")&&m.isShown()&&!m.owns(y)&&m.raise()}function v(d){if(!(!xe(d)||!m.isShown()))if(d.key==="Tab"){let y=P(m,d.shiftKey);if(!y)return;d.preventDefault(),y.focus()}else d.key==="Escape"&&(C()||z()===document.body&&document.querySelector("dialog:modal")===m.element.closest("dialog:modal"))&&(d.preventDefault(),d.stopImmediatePropagation(),e.control("cancel"))}function P({element:d,controls:y},I){let E=me(d.closest("dialog:modal")??document).filter(te=>te===N||pe(te)&&!J(d,te)),T=Math.max(0,E.indexOf(N));E.splice(T,N&&!pe(N)?1:0,...y());let K=z(),j=K===d?T-(I?0:1):E.indexOf(K),Y=E[j+(I?-1:1)];return Y&&(J(d,K)||J(d,Y))?Y:void 0}return b(),{selector:a,find:$,postpone:d=>{w.push(d)},attach(d){let{signal:y}=c;m=d,m.element.addEventListener("click",R,{signal:y}),addEventListener("keydown",v,{signal:y,capture:!0}),document.addEventListener("toggle",g,{signal:y,capture:!0}),document.addEventListener("visibilitychange",B,{signal:y})},settle:F,tick:B,holdsFocus:C,close(){c.abort(),m=void 0,N&&o.withdraw(N,n)}}}var nn=5e3;function ht(e){let t=ce(),n,o,i,r,a,l=-1/0,c,w=!1,m=!0,N=!1,_="",O="",p="";function s(b){a=b,l=performance.now()}function u(){return performance.now()-l<nn}function k(b){return n?(O!==(O=n+b)&&e.report([...n,b]),!0):!1}function f(b){n&&b!==(_===String(n))&&e.report([...n,b?"hold":"resume"])&&(_=b?String(n):"")}function x(b,C,R){F(),o=gt({narration:b,isTimed:m&&!!b.timeout,highlight:de(R?.highlight),ledger:t,isNews:C,movesFocus:C&&(w||u()),narrate:R&&(g=>{i=b,he(g,R.event,b),i=void 0}),perform:$,missing(){let{target:g,step:v}=b;k("missing"),he(document,"docent:missing",{target:g,step:v})},control(g,v){v&&s(v),g==="pause"?N=!N:k(g)||S()},isPaused:()=>N,holdStill:f})}function $(b){let C=e.source();return b.map((R,g)=>{if(R.name==="end"&&F(),R.shown){let{narration:P}=R.shown;return x(P,p!==(p=`${n},${P.step}`),R.shown),o?.tick(),!o?.find()&&b.slice(g).some(({name:d})=>d==="end")?"missing":void 0}let v=Me(R,{ledger:t,step:o,isPolite:!0,source:C,push:e.push});return v==="missing"&&R.options.to===o?.selector&&o?.postpone(R),v})}function M(b){let{detail:C}=b;if(!Fe(C)||i&&i!==C)return;let R=ie();R&&!r?.isShown()&&r?.element!==R&&(r=ft(R)),r&&(i||x(C,!0),o?.attach(r),i||o?.settle())}function F(){o?.close(),o=void 0}function B(){F(),r?.hide()}function S(){let b=o?.holdsFocus()&&!W()&&[c,o.find()];B(),b&&b.some(C=>C&&V(C))}function A(b){b?S():B(),t.revert(),n=void 0,b&&(c=void 0)}return document.addEventListener(ie()?.dataset.event||"tour:narrate",M),document.addEventListener("tour:hide",S),{ledger:t,at:()=>n,owns:b=>!!r?.owns(b),gesture:s,enter(b,C){let R=b?.at[0]!==n?.[0];(R||C)&&A(!b),!(!R||!b)&&(N=!1,w=u(),w&&!r?.element.contains(a)&&(c=a))},perform(b){n=b.at;let C=$(b.ops);return o?.settle(),o||r?.hide(),C},tick:()=>o?.tick(),report:k,welcome(b){m=b,_=""},abandon:()=>A(!0)}}function on(e,t){let n=(l,c,w)=>{let[,m]=/^(skip|back|cancel)_tutorial$/.exec(l)??[];return m&&o.report(m)?{c:-1}:r.push(l,c,w)},o=ht({source:Be,push:n,report:l=>r.report(l)}),i=st(o,Je(),n),r=pt(e.dataset,i,(l,c)=>{t?.(l,c),a.debug&&console.debug("docent",l,c)});Ye(i,n);let a={debug:!1,get connected(){return r.isOpen()}};Object.assign(window,{docent:a})}function bt(e){function t(){let n=document.querySelector("script[data-docent]");n&&!Object.hasOwn(window,"docent")&&on(n,e?.())}document.readyState==="loading"?document.addEventListener("DOMContentLoaded",t):t()}function yt({forgotten:e,story:t},n,o,i){let r=l=>new Date(performance.timeOrigin+l).toISOString(),a={taken:r(performance.now()),browser:navigator.userAgent,state:i,latency:t.latency,timeline:n.map(({at:l,text:c})=>({at:r(l),text:c})),forgotten:e,frames:o.map(({at:l,direction:c,kind:w,summary:m,text:N,length:_})=>{let O=_>N.length?{cut:N,length:_}:{frame:rn(N)};return{at:r(l),direction:c,kind:w,summary:m,...O}})};return JSON.stringify(a,void 0,2)}async function wt(e){try{return await navigator.clipboard.writeText(e),!0}catch{return!1}}function rn(e){try{return JSON.parse(e)}catch{return e}}function H(e,t={},...n){let o=Object.assign(document.createElement(e),t);return o.append(...n),o}function ee(e,t){e.textContent!==t&&(e.textContent=t)}function vt(e,t){for(;e.children.length>t.length;)e.lastElementChild.remove();t.forEach((n,o)=>ee(e.children[o]??e.appendChild(H("li")),n))}function Ae(e){let t=new Date(performance.timeOrigin+e),n=o=>String(o).padStart(2,"0");return`${n(t.getHours())}:${n(t.getMinutes())}:${n(t.getSeconds())}.${String(t.getMilliseconds()).padStart(3,"0")}`}function Re(e,t){let n=new Map,o=H("ol",{className:e});return{list:o,show(i){let r=new Set(i);for(let[a,l]of n)r.has(a)||(l.remove(),n.delete(a));for(let a of i){if(n.has(a))continue;let l=t(a);n.set(a,l),o.prepend(l)}},shown:()=>[...n]}}var St="not a frame that this panel knows",sn=new Map([["timed_out","its time was over"],["satisfied","the visitor had done it already"],["back","back to the step before"],["missing","its target is missing"],["superseded","a newer run took its place"]]),an={skip:"skipped",back:"back",cancel:"cancelled"},Nt={h:"hello",e:"event",t:"control",k:"ack",w:"welcome",f:"frame",s:"snapshot","+":"part",x:"refusal",p:"heartbeat",d:"draining"},Tt=[...Object.values(Nt),"unknown"];function Ot(){let e=new Map,t=[],n,o=!0,i="",r,a,l,c,w=0,m=0,N=!1,_=[];function O(g,v){_.push({at:g,text:Pe(v)})}function p(g){return m+(N?0:g-w)}function s(g,v){m=p(v),w=v,N=g}function u(g,v){return g.map(P=>{let{name:d,at:y}=e.get(P);e.delete(P);let I=v-y;return t=[...t,I].slice(-100),{name:d,ms:I}})}function k(g,v,P){let d=[...e.keys()].filter(y=>y<=v);return g?d:d.slice(0,P?0:1)}function f(g,v){return l?.run===g&&l?.visit===v}function x(g,v,P,d){let[y,I,E]=q(v);for(let T of g)$(T,y,I,d);l&&(P||r!==y)&&(r===y&&q(E).some(K=>xt(K)&&f(y,I))||M("the page missed why",d)),r!==y&&(r!==void 0&&F("the page missed how",d),y!==void 0&&O(d,`Run ${D(y)} started`),r=y);for(let T of q(E))$(T,y,I,d)}function $(g,v,P,d){let[y,I]=q(g),E=Object(I);if(y==="end"){let T=D(E.cause);M(sn.get(T)??T,d)}else if(y==="over")F(D(E.outcome),d);else if(xt(g)&&!f(v,P)){let T=l=cn(v,P,E);a=T.tour;let K=T.timeout&&o?`, for ${T.timeout/1e3} s at most`:"";O(d,`${Ce(T)} shown at ${T.target}${K} (visit ${D(P)})`),c=void 0,N=!1,m=0,w=d}}function M(g,v){O(v,`${l?Ce(l):"A step that was not shown"} ended: ${g}`),l=void 0}function F(g,v){O(v,`${r===void 0?"A run that was not shown":`Run ${D(r)}${a?` of ${a}`:""}`} ended: ${g}`),r=a=void 0}function B([,g,v,,P],d){let y=n!==g;return y&&e.clear(),O(d,n===void 0?"Connected: a new session":y?"Connected again: another session, the last one is over":"Connected again: the same session"),n=g,o=Object(P).timers!==!1,s(!1,d),`${y?"a new session":"the same session"}, epoch ${D(v)}${o?"":", steps have no timers"}`}function S([,g,v,P],d){if(i+=typeof P=="string"?P:"",i.length>16777216&&(i=""),v!==!0)return`of message ${D(g)}`;let y=i;return i="",`the last of message ${D(g)}: ${b(kt(y),d)}`}function A([g,v,P,d,y,I],E){let T=g==="s",[K,j]=T?[q(I),y]:[q(y),I],[Y,te,ne]=q(j),ve=c!==void 0&&[...K,...q(ne)].some(h=>ln(h)===c),Se=u(k(T,Number(P),ve),E);return x(K,j,T,E),[`#${D(v)}`,...Se.map(({name:h,ms:L})=>`answers ${h} after ${Math.round(L)} ms`),T||q(d).length?"renders":"",Et(K),Y?`visit ${D(te)}: ${Et(q(ne))||"nothing"}`:""].filter(Boolean).join(" \xB7 ")}function b(g,v){switch(g[0]){case"w":return typeof g[1]=="string"?B(g,v):St;case"f":case"s":return A(g,v);case"+":return S(g,v);case"x":{let[,P,d,y]=g,I=Number(P),E=e.get(I)?.name??`event ${D(P)}`;return e.has(I)&&u([I],v),O(v,`${E} was refused: ${D(y)} (${D(d)})`),`${E}: ${D(y)} (${D(d)})`}case"d":return O(v,"The server is draining: the page will reconnect"),`reconnect within ${D(g[1])} ms`;case"p":return"";default:return St}}function C([g,v,P,d],y){switch(g){case"h":return i="",n!==void 0&&O(y,"The connection was lost; there is a new one"),n===void 0?"asks for a session":"asks for its session again";case"e":{let[I,E]=[Number(v),D(P)],T=e.has(I);return!T&&e.size<100&&e.set(I,{name:E,at:y}),`#${I} ${E}${T?", again":""}`}case"t":return R(D(d),y),`visit ${D(P)}: ${D(d)}`;case"k":{let I=q(P).map(E=>{let[,,T,K,j]=q(E);return`${D(K)}${j?` ${D(j)}`:""}: ${D(T)}`});for(let E of I)O(y,`An operation failed: ${E}`);return[`up to #${D(v)}`,...I].join(" \xB7 ")}default:return""}}function R(g,v){g==="hold"||g==="resume"?(s(g==="hold",v),O(v,g==="hold"?"The step's time is held":"The step's time continues")):g==="missing"?O(v,`The step's target is missing${l?`: ${l.target}`:""}`):(c=an[g],O(v,`${g} was chosen`))}return{get shown(){return l&&{...l,timeout:o?l.timeout:void 0}},get isHeld(){return N},get unanswered(){return Array.from(e.values(),({name:g})=>g)},get latency(){let g=t.toSorted((P,d)=>P-d),v=g.length;return v?{last:t[v-1],median:(g[v-1>>1]+g[v>>1])/2,count:v}:void 0},elapsed:p,take(g,v,P){_=[];let d=kt(P),y=v==="in"?b(d,g):C(d,g);return{kind:Nt[D(d[0])]??"unknown",summary:Pe(y),moments:_}},forget(){t=[]}}}function xt(e){let[t,n]=q(e);return t==="step"&&typeof Object(n).target=="string"}function ln(e){let[t,n]=q(e);return t==="end"?Object(n).cause:void 0}function cn(e,t,n){let{tour:o,name:i,target:r,step:a,total:l,timeout:c,only_timeout:w,on_missing:m}=n;return{run:e,visit:t,tour:D(o),name:typeof i=="string"?i:void 0,target:D(r),step:Number(a),total:Number(l),timeout:typeof c=="number"?c:void 0,isOnlyTimed:w===!0,isCentered:m==="center"}}function Ce({tour:e,name:t,step:n,total:o}){return`${e}: step ${n+1} of ${o}${t===void 0?"":` (${t})`}`}function Et(e){return e.map(t=>{let[n,o]=q(t),{to:i,target:r,cause:a,outcome:l}=Object(o),c=i??r??a??l;return c===void 0?D(n):`${D(n)} ${D(c)}`}).join(", ")}function Pe(e){return e.length>400?`${e.slice(0,400)}\u2026`:e}function D(e){return typeof e=="string"?e:JSON.stringify(e)??"?"}function kt(e){try{return q(JSON.parse(e))}catch{return[]}}function q(e){return Array.isArray(e)?e:[]}var dn=80;function Lt(e){let t=H("input",{type:"search",placeholder:"Filter",ariaLabel:"Filter by text",autocomplete:"off",spellcheck:!1}),n=Mt("Direction",[["","Both ways"],["out","Sent"],["in","Received"]]),o=Mt("Kind",[["","All kinds"],...Tt.map(l=>[l,l])]),i=H("div",{className:"row"},t,n,o),r=Re("frames",l=>H("li",{hidden:!a(l)},un(l)));i.addEventListener("input",()=>{for(let[l,c]of r.shown())c.hidden=!a(l);e()});function a(l){let c=t.value.trim().toLowerCase();return(!n.value||l.direction===n.value)&&(!o.value||l.kind===o.value)&&`${l.kind} ${l.summary} ${l.text}`.toLowerCase().includes(c)}return{filter:i,list:r.list,show:r.show,passing:()=>r.shown().flatMap(([l,{hidden:c}])=>c?[]:l)}}function Mt(e,t){return H("select",{ariaLabel:e},...t.map(([n,o])=>H("option",{value:n},o)))}function un(e){let{at:t,direction:n,kind:o,summary:i}=e,r=H("pre",{tabIndex:0,role:"group",ariaLabel:"The frame"}),a=H("details",{},H("summary",{},H("span",{className:"at"},Ae(t)),H("span",{className:`way ${n}`},n==="out"?"\u2191 sent":"\u2193 received"),H("span",{className:"kind"},o),H("span",{className:"summary"},i)),r);return a.addEventListener("toggle",()=>ee(r,a.open?fn(e):"")),a}function fn({text:e,length:t}){let n=t>e.length?`
\u2026 ${t-e.length} characters more were not kept`:"";try{return e.length>dn?JSON.stringify(JSON.parse(e),void 0,2)+n:e}catch{return e+n}}var $t=`/*
 * The debug panel's own styles, inside its shadow root. They follow the person's
 * preferences and not the page, whose styles must not reach the panel: hence
 * \`!important\` on the properties of the host, which the page could set.
 */

:host {
  all: initial !important;
  /* Not part of \`all\`; the panel is in English. */
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

.summary-parts {
  display: grid;
  /* As high as the state needs, up to two thirds. */
  grid-template-rows: fit-content(66%) minmax(0, 1fr);
  min-block-size: 0;
  border-inline-end: 1px solid light-dark(#d5dae3, #313a4c);
}

section {
  overflow: auto;
  padding: 8px 10px;
  overflow-wrap: anywhere;
}

.summary-parts section + section {
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

/* On a phone the parts are below each other. */
@media (width < 700px) {
  :host {
    block-size: 60vh !important;
  }

  .parts {
    display: block;
    overflow: auto;
  }

  .summary-parts {
    display: block;
    border: 0;
  }

  section {
    overflow: visible;
  }

  /* A frame's summary gets a line of its own. */
  .summary {
    grid-column: 2 / -1;
  }

  .parts > section {
    border-block-start: 1px solid light-dark(#d5dae3, #313a4c);
  }
}
`;var pn=/^dj-(?:click|submit|change|input|keydown|keyup|focus|blur)\b/;function At({shown:e,isHeld:t,unanswered:n,elapsed:o},i,r){let a=[];if(i||a.push("The connection is lost: nothing happens until the server is back."),n.length&&a.push(`Not answered yet: ${n.join(", ")}.`),!e)return[...a,"No step is on the page."];let{target:l,timeout:c}=e;if(a.push(`${Ce(e)}, at ${l}.`,...hn(l,e.isCentered)),c){let m=Math.max(0,c-o(r))/1e3;a.push(`Its time: ${m.toFixed(1)} s left of ${c/1e3} s${t?`, held: ${gn()}`:""}.`)}let w=[c?"when its time is over":"",e.isOnlyTimed?"":"by a handler or a flow of the server","by a button of the bubble"];return a.push(`It ends ${w.filter(Boolean).join(", or ")}.`),a}function gn(){let e=ie();return document.hidden?"the tab is hidden":e?.matches(":hover")?"the pointer is at the bubble":e?.contains(z())?"the focus is in the bubble":"it was paused"}function hn(e,t){let n=yn(e),o=t?"the bubble is in the middle of the view":"the step waits for it, unless its on_missing is skip or cancel";if(!n.length)return[`Its target is missing: nothing on the page matches; ${o}.`];if(!n.some(U))return[`Its target is on the page but not visible; ${o}.`];let i=n.length>1?[`${n.length} elements match: the first that is visible is the target.`]:[],r=bn(n.find(U));return r?[...i,`Its target calls ${r}.`]:i}function bn(e){return e.getAttributeNames().filter(n=>pn.test(n)).map(n=>`${e.getAttribute(n)} (${n})`).join(", ")}function yn(e){try{return le(e)}catch{return[]}}var wn=250,vn=["keydown","keyup","click","input","change"];function Rt(e){let t;return{toggle(){t?t():t=Sn(e,()=>t=void 0)}}}function Sn(e,t){let n=z(),o=new AbortController,{signal:i}=o,r=!1,a=0,l=[],c=0,w,m=H("ul",{className:"state"}),N=Re("timeline",({at:E,text:T})=>H("li",{},H("span",{className:"at"},Ae(E)),H("span",{},T))),_=H("p",{className:"status",role:"status"}),O=H("p",{className:"count"}),p=H("textarea",{readOnly:!0,hidden:!0,ariaLabel:"The JSON, to be copied by hand"}),s=Lt(()=>ee(O,F())),u=we("Pause",()=>{r=!r,a=M(),ee(u,r?"Resume":"Pause"),S()}),k=we("To the top",()=>{let E=f.toggleAttribute("data-top");ee(k,E?"To the bottom":"To the top")}),f=H("docent-panel",{lang:"en",popover:"manual",role:"dialog",ariaLabel:"docent: debug panel",tabIndex:-1}),x=f.attachShadow({mode:"open"}),$=new CSSStyleSheet;$.replaceSync($t),x.adoptedStyleSheets=[$],x.append(H("div",{className:"panel"},H("div",{className:"row bar"},H("h2",{},"docent"),u,we("Clear",v),we("Copy as JSON",()=>{P()}),k,we("Close",d),_),p,H("div",{className:"parts"},H("div",{className:"summary-parts"},ze("Why it waits",m),ze("Timeline, newest first",N.list)),ze("Frames, newest first",s.filter,O,s.list))));function M(){return e.forgotten+e.frames.length}function F(){let{forgotten:E}=e,T=`${s.passing().length} of ${s.list.childElementCount} frames`;return r?`${T}; paused, ${M()-a} more have come`:E?`${T}, ${E} older ones are not kept`:T}function B(){let{story:E}=e,{latency:T}=E,K=j=>`${j.toFixed(j<10?1:0)} ms`;return[...At(E,docent.connected,performance.now()),T?`From an event to its answer: ${K(T.last)} last, ${K(T.median)} median of ${T.count}.`:"No event has been answered yet."].map(Pe)}function S(){c=0,C(),vt(m,B()),r||({moments:l}=e,s.show(e.frames),N.show(l)),ee(O,F())}function A(){c||=requestAnimationFrame(S)}function b(){let E=z();w=J(f,E)?E:void 0}function C(){let E=[...document.querySelectorAll("dialog:modal")].at(-1)??document.body;if(f.parentNode===E&&R())return;let T=w;R()&&f.hidePopover(),oe(f,E,null),f.showPopover(),T&&V(T)}function R(){return f.matches(":popover-open")}function g(E){E.target===f&&E.stopImmediatePropagation(),!(E.target===f||E.newState!=="open")&&(R()&&f.hidePopover(),C())}function v(){e.clear(),a=0,l=[],s.show([]),N.show([]),S(),ee(_,"Cleared")}async function P(){let E=s.passing(),T=yt(e,l,E,B()),K=await wt(T);p.hidden=K,p.value=K?"":T,ee(_,K?`Copied: ${E.length} frames`:"The clipboard was refused: copy it from the field"),!K&&(p.focus(),p.select())}function d(){let E=!!w;e.listen(void 0),o.abort(),clearInterval(I),cancelAnimationFrame(c),f.remove(),E&&V(n),t()}function y(E){E.key!=="Escape"||!E.composedPath().includes(f)||(E.preventDefault(),E.stopImmediatePropagation(),d())}e.listen(A);let I=setInterval(S,wn);addEventListener("keydown",y,{signal:i,capture:!0}),addEventListener("toggle",g,{signal:i,capture:!0}),document.addEventListener("close",A,{signal:i,capture:!0});for(let E of vn)f.addEventListener(E,T=>T.stopPropagation(),{signal:i});for(let E of[f,x])E.addEventListener("focusin",b,{signal:i}),E.addEventListener("focusout",()=>queueMicrotask(()=>f.isConnected&&b()),{signal:i});return S(),f.focus({preventScroll:!0}),d}function we(e,t){let n=H("button",{type:"button"},e);return n.addEventListener("click",t),n}function ze(e,...t){return H("section",{tabIndex:0,ariaLabel:e},H("h3",{},e),...t)}var xn=500,En=500,kn=4*2**20,Nn=64*2**10;function Ct(){let e=Ot(),t=[],n=[],o=0,i=0,r;return{story:e,get frames(){return t},get moments(){return n},get forgotten(){return i},record(a,l){let c=performance.now(),w=e.take(c,a,l),m=Tn(w.kind,l),N=m.slice(0,Nn);for(t.push({at:c,direction:a,kind:w.kind,summary:w.summary,text:N,length:m.length}),o+=N.length;t.length>xn||o>kn;)o-=t.shift().text.length,i++;n=n.concat(w.moments).slice(-En),r?.()},clear(){t=[],n=[],o=i=0,e.forget()},listen(a){r=a}}}function Tn(e,t){let n="(left out)";return e==="hello"?JSON.stringify(JSON.parse(t),(o,i)=>o==="page"||o==="session"?n:i):e==="welcome"?JSON.stringify(JSON.parse(t).map((o,i)=>i===1?n:o)):t}bt(()=>{let e=Ct(),t=Rt(e);return addEventListener("keydown",n=>{On(n)&&(n.preventDefault(),t.toggle())},{capture:!0}),e.record});function On({key:e,code:t,ctrlKey:n,shiftKey:o,altKey:i,metaKey:r,repeat:a}){return(/^[a-z]$/i.test(e)?/d/i.test(e):t==="KeyD")&&n&&o&&!i&&!r&&!a}})();
