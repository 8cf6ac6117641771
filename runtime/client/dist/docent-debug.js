"use strict";(()=>{function B(e=document){let t=e.activeElement;return t?.shadowRoot?.activeElement?B(t.shadowRoot):t??document.body}function ue(e){return e===B()&&e.matches(":read-write,select")}function X(){return ue(B())}function G(e,t){return!!e&&!!t&&(e.contains(t)||G(e,t.getRootNode().host))}function xe(e){return!(e.isComposing||e.ctrlKey||e.altKey||e.metaKey)}function fe(e){return[...e.querySelectorAll("*")].flatMap(t=>t.shadowRoot?[t,...fe(t.shadowRoot)]:t)}function me(e){return(e.tabIndex>=0||e.matches("[contenteditable]:read-write"))&&!e.matches(":disabled,[inert] *,a:not([href])")&&U(e)}function U(e){return e.checkVisibility({checkVisibilityCSS:!0})}function J(e){return e.focus?.({preventScroll:!0}),e===B()}function ze(){let e=new WeakMap,t=new Map,n=new WeakMap;return{touched(o){t.delete(o.form)},sent:(o,a)=>{e.set(o,a)},submitted:(o,a)=>{t.set(o,a)},judge(o){let a=s=>{let i=t.get(s.form);return!!i&&i.c>0&&i.c<=o};return{answered:a,keeps(s){let i=e.get(s);return!!i&&(!i.c||i.c>o)||ue(s)&&!a(s)},isNews(s,i){let l=n.get(s)??i;return n.set(s,i),l!==i}}},settle(o){for(let[a,s]of t)s.c&&s.c<=o&&t.delete(a)},reset(){e=new WeakMap,t.clear()}}}function Re(e,t){let[n,o,a,s,i,l]=ie(JSON.parse(e));switch(n){case"w":return t.welcome(j(o),q(a),q(s),q(pe(i).frame),pe(i).timers!==!1);case"f":return t.frame(Ge(!1,o,a,ie(s).map(At),i,l));case"s":return t.frame(Ge(!0,o,a,[j(s)],l,i));case"+":return t.part(q(o),a===!0,j(s));case"x":return t.refused(q(o),j(a),j(s));case"p":return t.heartbeat();case"d":return t.draining(q(o));default:ge(!1,n)}}function Ge(e,t,n,o,a,s){return{isSnapshot:e,s:q(t),c:q(n),patches:o,ops:Ee(a),run:Ct(s)}}function Ee(e){return ie(e).map(t=>{let[n,o]=ie(t);return{name:j(n),options:pe(o)}})}function At(e){let[t,n]=ie(e);return j(t==="html"&&n)}function Ct(e){if(e===0)return;let[t,n,o]=ie(e);return{number:q(t),visit:q(n),ops:Ee(o)}}function ie(e){return ge(Array.isArray(e),e)}function pe(e){return ge(Object(e)===e&&!Array.isArray(e),e)}function j(e){return ge(typeof e=="string",e)}function q(e){return ge(Number.isSafeInteger(e),e)}function ge(e,t){if(!e)throw Error("shape");return t}function Je(e){let t=e.trim();if(t.startsWith("["))return{chain:Ee(JSON.parse(t))};let[,n,o]=/^([^\s()]+)\s*(?:\(([^]*)\))?$/.exec(t)??[];if(!n)throw Error("shape");return{name:n,params:o?.trim()?JSON.parse(`[${Rt(o)}]`):void 0}}function Rt(e){return e.replace(/"(?:[^"\\]|\\.)*"|'((?:[^'\\]|\\.)*)'/g,(t,n)=>n===void 0?t:JSON.stringify(n.replace(/\\(.)/g,"$1")))}function se(e){let t=[document],n=[];for(let o of e.split(/\s>>>\s/))n=t.flatMap(a=>[...a.querySelectorAll(o)]),t=n.flatMap(({shadowRoot:a})=>a??[]);return n}function Se(e){return ke(e,"[dj-component]")?.getAttribute("dj-component")}function ke(e,t){return e&&(e.closest(t)??ke(e.getRootNode().host,t))}function Pe(){return{__proto__:null}}function qe(e){let t=Pe();for(let{name:n,value:o}of e.attributes)n.startsWith("dj-value-")&&(t[n.slice(9).replaceAll("-","_")]=o);return t}function Te(e){let t=Pe(),{name:n,value:o,type:a,checked:s,selectedOptions:i}=e;return n&&(t.name=n),/^(?:checkbox|radio)$/.test(a)&&(t.checked=s),a==="select-multiple"?t.value=[...i].map(l=>l.value):typeof o=="string"&&(t.value=o),t}function We(e,t){let n=Pe(),o=new FormData(e,t);for(let a of o.keys()){let s=o.getAll(a).map(i=>typeof i=="string"?i:i.name);n[a]=s.length>1?s:s[0]}return n}function Ve(e,t){let n=new Set,o=new WeakMap;function a(h,r,g=!1){let T=u=>{let v=u.composedPath()[0];v instanceof Element&&r(u,v,`dj-${h}`)};document.addEventListener(h,T,g)}a("click",(h,r,g)=>{let T=r.closest(`[${g}]`);!T||T.matches(":disabled")||(r.closest("a")?.getAttribute("href")==="#"&&h.preventDefault(),O(),e.tour.gesture(T),y(g,T,r,()=>({})))}),a("submit",(h,r,g)=>{if(!(r instanceof HTMLFormElement)||!r.hasAttribute(g))return;h.preventDefault(),O(),e.tour.gesture(h.submitter??r);let T=We(r,h.submitter);y(g,r,r,()=>T,u=>e.drafts.submitted(r,u))}),a("input",s),a("change",s),a("keydown",i),a("keyup",i),a("focus",c,!0),a("blur",c,!0);function s({type:h},r,g){e.drafts.touched(r);let T=r.closest(`[${g}]`);T&&(h==="change"&&O(),y(g,T,r,()=>Te(r),u=>e.drafts.sent(r,u)))}function i(h,r,g){if(h.isComposing||!h.key)return;let T=h.key.toLowerCase().replace(/^arrow/,"").replace(" ","space"),u=getComputedStyle(r).direction==="rtl"&&{left:"right",right:"left"}[T],v=`${g}.${u||T}`,$=`[${CSS.escape(v)}],[${g}]`,m=r.closest($)??l($,h);m&&(h.key==="Enter"&&O(),X()||e.tour.gesture(r),y(m.hasAttribute(v)?v:g,m,r,()=>({...Te(r),key:h.key})))}function l(h,r){return r.defaultPrevented||r.repeat||!xe(r)||X()?void 0:[...(document.querySelector("dialog:modal")??document).querySelectorAll(h)].find(T=>!T.firstElementChild&&!(T.tabIndex>=0))}function c({type:h},r,g){h==="blur"&&O(r),r.hasAttribute(g)&&y(g,r,r,()=>Te(r))}function y(h,r,g,T,u){let v=_t(r,h);if(!v)return;if(v.chain){e.run(v.chain,r);return}let{name:$,params:m}=v,M=Se(r),L=()=>{let S=t($,m??{...T(),...qe(r)},M);u?.(S)},P=S=>g.getAttribute(S)??r.getAttribute(S),I=!/^dj-(?:submit|focus|blur)$/.test(h),F=Number(P("dj-throttle"))-performance.now()+o.get(r),x=F>0?F:P("dj-debounce");!I||x===null?(o.set(r,performance.now()),L()):(u||!(F>0))&&(u?.({c:0}),f(r,h,g,Number(x),L))}function f(h,r,g,T,u){for(let m of n)m.element===h&&m.attribute===r&&k(m);let v=Number.isNaN(T)?0:setTimeout(()=>C($),T),$={element:h,attribute:r,target:g,timer:v,push:u};n.add($)}function k(h){clearTimeout(h.timer),n.delete(h)}function C(h){k(h),o.set(h.element,performance.now()),h.push()}function O(h){for(let r of n)(!h||h===r.target)&&C(r)}}function _t(e,t){let n=e.getAttribute(t)??"";try{return Je(n)}catch(o){console.warn(`docent: ${t}="${n}" is wrong:`,o);return}}function ae(){let e=new Map;function t(s,i){let l=e.get(s);l||e.set(s,l=new Map);let c=l.get(i);return c||l.set(i,c={base:null,wrote:null,add:new Set,remove:new Set}),Ue(s,i,c),c}function n(s){for(let[i,l]of e)for(let[c,y]of l)s(i,c,y)}function o(s,i,l){let c=t(s,"class"),y=le(c.base);for(let f of i)c.remove.delete(f),y.includes(f)||c.add.add(f);for(let f of l)c.add.delete(f),y.includes(f)&&c.remove.add(f);c.value=void 0,_e(s,"class",c)}function a(){n((s,i,l)=>{Ue(s,i,l),ce(s,i,l.base)})}return{classes:o,withdraw(s,i){let l=e.get(s)?.get("class");l&&o(s,[],i.filter(c=>l.add.has(c)))},attribute(s,i,l){let c=t(s,i);c.value=l,_e(s,i,c)},around(s,i,l){let c=t(s,i);l(),c.wrote=c.value=s.getAttribute(i)},lift:a,reapply(){for(let s of e.keys())s.isConnected||e.delete(s);n((s,i,l)=>{l.base=s.getAttribute(i),_e(s,i,l)})},revert(){a(),e.clear()}}}function _e(e,t,n){ce(e,t,n.value===void 0?Ye(n.base,n.add,n.remove):n.value,!1),n.wrote=e.getAttribute(t)}function Ue(e,t,n){let o=e.getAttribute(t);o!==n.wrote&&(n.base=Ye(o,n.remove,n.add),n.wrote=o)}function Ye(e,t,n){let o=le(e),a=o.filter(i=>!n.has(i)),s=[...t].filter(i=>!o.includes(i));return s.length||a.length<o.length?[...a,...s].join(" "):e}function le(e){return e?.match(/[^\t\n\f\r ]+/g)??[]}function ce(e,t,n,o=!0){if(e.getAttribute(t)===n)return;if(n===null){e.removeAttribute(t);return}let{style:a}=e,s=t==="style"&&a;s&&(a.cssText=n),(!s||o&&e.getAttribute(t)!==n)&&e.setAttribute(t,n)}function he(e,t){let n=matchMedia("(prefers-reduced-motion)").matches?"instant":"smooth";e.scrollIntoView({behavior:n,block:t})}function Xe(e){let{top:t,bottom:n,left:o,right:a}=e.getBoundingClientRect(),{width:s,height:i}=visualViewport,l=t<0||o<0||n>i||a>s;he(e,l?"center":"nearest")}var It=/^(?:focus|push|scroll_into_view)$/,Ze={__proto__:null,show:Qe,hide(e,t,{ledger:n}){n.attribute(e,"hidden","")},toggle(e,t,n){(getComputedStyle(e).display==="none"?Qe:Ze.hide)(e,t,n)},add_class(e,t,{ledger:n}){n.classes(e,Ne(t),[])},remove_class(e,t,{ledger:n}){n.classes(e,[],Ne(t))},transition(e,t,{ledger:n}){n.classes(e,Ne(t),[]),setTimeout(()=>n.withdraw(e,Ne(t)),Number(t.time))},set_attr(e,t,{ledger:n}){let o=j(t.name),a=j(t.value);return Ht(o,a)?"refused":n.attribute(e,o,a)},remove_attr(e,t,{ledger:n}){n.attribute(e,j(t.name),null)},focus(e,t,{step:n,isPolite:o}){if(n&&t.to===n.selector)return n.takeFocus();if(!(o&&X()||G(e,B())))return U(e)?[e,...fe(e).filter(me)].some(J)?void 0:"refused":"hidden"},dispatch(e,t){e.dispatchEvent(new CustomEvent(j(t.event),{bubbles:!0,composed:!0,detail:t.detail}))},push(e,t,{push:n}){n(j(t.event),t.value??{},Se(e))},scroll_into_view(e){return U(e)?he(e,"center"):"hidden"}};function Me(e,t){let n=Ze[e.name];if(!n)return"refused";let o="missing";try{for(let a of Dt(e,t))if(o=n(a,e.options,t)||void 0,o||It.test(e.name))break}catch{o="threw"}return o}function Dt({name:e,options:t},{source:n,step:o}){if(t.to!==void 0){let s=j(t.to);if(o?.selector!==s)return se(s);let i=o.find();return i?[i]:o.isCentered&&(e==="dispatch"||e==="focus")?[document.body]:[]}if(t.inner!==void 0)return n.querySelectorAll(j(t.inner));if(t.closest===void 0)return[n];let a=n.closest(j(t.closest));return a?[a]:[]}function Ne(e){return le(j(e.names))}function Qe(e,t,{ledger:n}){let{style:o}=e;e.hasAttribute("hidden")&&n.attribute(e,"hidden",null),o?.display==="none"&&n.around(e,"style",()=>o.removeProperty("display"))}function Ht(e,t){return/^(?:on|srcdoc$)/i.test(e.trim())||/^javascript:/i.test(t.replace(/^[\0- ]+/,"").replace(/[\t\n\r]/g,""))}function ne(e,t,n){let{moveBefore:o}=t;o&&e.isConnected&&t.isConnected?o.call(t,e,n):t.insertBefore(e,n)}var Ft=16;function ot(e,t,n){let o=B(),a=nt(e),s=nt(t),i=new Set;for(let[r,g]of a)s.get(r)?.localName!==g?.localName&&a.delete(r);t instanceof Element&&h(e,t),l(e,t);for(let r of i)r.remove();e.contains(o)&&J(o);function l(r,g){let T=null,u=()=>C(T?T.nextSibling:r.firstChild);for(let v of[...g.childNodes]){let $=c(r,v,u());if($){let m=$.parentNode===r&&!i.has($);for(let M=u();m&&M&&M!==$&&f(M);M=u())i.add(M);$!==u()&&ne($,r,u()),O($,v)}else k(r,v,u());T=$??v}for(let v=u();v;v=C(v.nextSibling))i.add(v)}function c(r,g,T){let u=y(g);if(u)return u.contains(r)?void 0:u;let v=g.nextElementSibling,$=0;for(let m=T;m&&$++<Ft;m=C(m.nextSibling)){if(tt(m,g))return m;if(!(g instanceof Element)||!f(m)||v&&tt(m,v))return}}function y(r){return a.get(be(r))}function f(r){return!y(r)&&!r.contains(o)}function k(r,g,T){if(r.insertBefore(g,T),g instanceof Element)for(let u of g.querySelectorAll("*")){let v=y(u);!v||!u.isConnected||v.contains(u)||(ne(v,u.parentNode,u),O(v,u),u.remove())}}function C(r){for(;r&&(n.isOurs(r)||i.has(r));)r=r.nextSibling;return r}function O(r,g){if(i.delete(r),a.delete(be(r)),!(r instanceof Element&&g instanceof Element)){r.nodeValue!==g.nodeValue&&(r.nodeValue=g.nodeValue);return}if(r.localName==="script"||r.getAttribute("dj-update")==="ignore")return;let T=et(r);h(r,g),r instanceof HTMLTextAreaElement?r.defaultValue=g.defaultValue:r instanceof HTMLTemplateElement?l(r.content,g.content):ue(r)&&r.isContentEditable||l(r,g);let u=et(r);if(u===void 0||n.keeps(r)||u===T&&(u===null||!n.answered(r)))return;let v=r;v.value!==u&&(v.value=u??"")}function h(r,g){let T=r.matches("details,dialog");for(let v of[...r.getAttributeNames(),...g.getAttributeNames()]){let $=g.getAttribute(v);if(r.getAttribute(v)===$||T&&v==="open")continue;try{ce(r,v,$)}catch{}let m=v==="checked"?r:v==="selected"&&r.closest("select");m&&!n.keeps(m)&&(r[v]=$!==null)}let u=g.hasAttribute("open");T&&n.isNews(r,u)&&r.toggleAttribute("open",u)}}function et(e){return e instanceof HTMLTextAreaElement?e.defaultValue:e instanceof HTMLInputElement&&!/^(?:file|hidden|checkbox|radio)$/.test(e.type)?e.getAttribute("value"):void 0}function tt(e,t){return e.nodeName===t.nodeName&&be(e)===be(t)}function be(e){if(!(e instanceof Element))return;let t=e.getAttribute("id");if(t)return`#${t}`;let n=e.getAttribute("name");if(!n||!e.matches("input,select,textarea,button"))return;let o=e.matches("[type=checkbox],[type=radio],button")?e.getAttribute("value"):"";return`${e.closest("form")?.getAttribute("id")??""} ${n} ${o}`}function nt(e){let t=new Map;for(let n of e.querySelectorAll("[id],[name]")){let o=be(n);o&&t.set(o,t.has(o)?void 0:n)}return t}function Ie(){return document.querySelector("[dj-root]")??document.body}function rt(e,t,n){let o=ae(),{trustedTypes:a}=window,s=a?.createPolicy("docent",{createHTML:c=>c});function i(c,y){return Me(c,{source:y,ledger:o,push:n})}function l(c,y){let f=document.querySelector("[dj-root]");if(!f)return;let k=document.createElement("template");k.innerHTML=s?.createHTML(c)??c;let C=k.content;e.ledger.lift(),o.lift();try{ot(f,C.querySelector("[dj-root]")??C,{...t.judge(y),isOurs:e.owns})}finally{o.reapply(),e.ledger.reapply(),t.settle(y)}}return{tour:e,drafts:t,apply({run:c,isSnapshot:y,patches:f,ops:k,s:C,c:O}){e.enter(c,y);for(let r of f)l(r,O);let h=k.map(r=>i(r,Ie()));return c&&h.push(...e.perform(c)),e.tick(),h.flatMap((r,g)=>r?[[C,g,r]]:[])},run(c,y){for(let f of c)i(f,y)}}}function Le(e,t){let n=document.createElement("div"),o=0;return n.className=e,n.role="status",n.style.cssText=t,{element:n,say(a){clearTimeout(o),n.textContent="",o=setTimeout(()=>n.textContent=a,100)}}}var ye=["bottom","top","right","left"];function it(e,{width:t,height:n},o,a){let{offsetLeft:s,offsetTop:i}=o,l=s+o.width,c=i+o.height,y=oe(e.left,s,l),f=oe(e.right,s,l),k=oe(e.top,i,c),C=oe(e.bottom,i,c),O={bottom:c-C-n,top:k-i-n,right:l-f-t,left:y-s-t},h=a?ye.map((P,I)=>ye[ye.indexOf(a)^I]):[],r=h.find(P=>O[P]>=27)??h.sort((P,I)=>O[I]-O[P])[0],g=(y+f)/2,T=(k+C)/2,u=r==="left"?y-19-t:r==="right"?f+19:g-t/2,v=r==="top"?k-19-n:r==="bottom"?C+19:T-n/2,$=Math.round(oe(u,s+8,l-8-t)),m=Math.round(oe(v,i+8,c-8-n)),[M,L]=r==="left"||r==="right"?[T-m,n]:[g-$,t];return{left:$,top:m,side:r??"center",arrow:oe(M,18,L-18)}}function oe(e,t,n){return Math.max(t,Math.min(e,n))}function st(){let e=document.createElement("div"),{style:t}=e;return e.className="dj-tutorial-spotlight",e.ariaHidden="true",e.popover="manual",t.cssText="inset:auto;margin:0;border:0;padding:0;background:none;pointer-events:none",{element:e,frame({left:n,top:o,width:a,height:s},i){t.left=`${(n-10)/i}px`,t.top=`${(o-10)/i}px`,t.width=`${(a+20)/i}px`,t.height=`${(s+20)/i}px`}}}var at="dj-tutorial-bubble__";function re(){return document.getElementById("dj-tutorial-bubble")}function ct(e){let{style:t}=e,n=lt(e.dataset.position)??"bottom",o=st(),a=Le("dj-tutorial-announcer","position:fixed;clip-path:inset(50%)"),s=[o.element,a.element],i=ae(),l=document.body,c=null,y=!1,f=null,k="";function C(){y=!0,f=e.getAttribute("style"),l=e.parentNode,c=e.nextSibling,t.cssText+=";position:fixed;inset:0 auto auto 0;margin:0",i.attribute(e,"data-visible","true");for(let m of e.querySelectorAll("button"))i.attribute(m,"tabindex","-1");O()}function O(){e.before(...s),r()}function h(m){if(e.parentNode===m)return;let M=B();ne(e,m,c?.parentNode===m?c:null),O(),G(e,M)&&J(M)}function r(){for(let m of[o.element,e])m.popover&&(m.hidePopover(),m.showPopover())}function g(m){t.boxSizing=t.maxWidth=t.maxHeight="";let{width:M,height:L}=e.getBoundingClientRect(),P=M>m.width-16,I=L>m.height-16;(P||I)&&(t.boxSizing="border-box"),P&&(t.maxWidth=`${m.width-16}px`),I&&(t.maxHeight=`${m.height-16}px`)}function T(m){return e.querySelector(`.${at}${m}`)}function u(m,M){let L=T(m);L&&L.textContent!==M&&(L.textContent=M)}function v(m,M,L){let P=T(m);P&&i.attribute(P,M,L?"":null)}function $(m,M){let L=T(m)?.dataset.names?.split("|");L&&u(m,L[Number(M)])}return{element:e,isShown:()=>y,owns:m=>m===e||s.includes(m),controls:()=>[...e.querySelectorAll("button")].filter(U),control:m=>["skip","back","cancel","pause"].find(M=>m.closest(`.${at}${M}`)),fill({text:m,step:M,total:L,only_timeout:P},I){u("text",m),u("step",(e.dataset.step??"").replace("{step}",`${M+1}`).replace("{total}",`${L}`)),t.setProperty("--docent-progress",String((M+1)/L));let F=!!P&&!I;v("back","hidden",!M),v("pause","hidden",!I),v("skip","data-next",F),$("skip",F),k=""},isBusy:()=>y&&e.matches(":hover,:focus-visible,:has(:focus)"),rename:$,show(m){y||C(),h(ke(m,"dialog:modal,:popover-open")??l)},raise:r,follow(m,M){let L=visualViewport,P=m?.getBoundingClientRect()??new DOMRect(L.offsetLeft+L.width/2,L.offsetTop+L.height/2);k!==(k=`${L.width} ${L.height}`)&&g(L);let I=it(P,e.getBoundingClientRect(),L,m&&(lt(M)??n)),F=e.currentCSSZoom??1;t.left=`${I.left/F}px`,t.top=`${I.top/F}px`,t.setProperty("--docent-arrow",`${I.arrow/F}px`),e.dataset.side!==I.side&&i.attribute(e,"data-side",I.side),o.frame(P,F)},covers(m){let M=e.getBoundingClientRect(),L=m.getBoundingClientRect();return M.left<L.right&&L.left<M.right&&M.top<L.bottom&&L.top<M.bottom},focus:()=>y&&J(e),say:a.say,hide(){if(y){y=!1,a.say(""),h(l),e.matches(":popover-open")&&e.hidePopover();for(let m of s)m.remove();i.revert(),ce(e,"style",f),u("text",""),u("step",""),$("skip",!1),$("pause",!1)}}}}function De(e){try{let{text:t,target:n,step:o,total:a}=pe(e);return j(t),j(n),q(o),q(a),e}catch{return}}function lt(e){return ye.find(t=>t===e)}function dt(){let{element:e,say:t}=Le("docent-notice","position:fixed;bottom:0;background:Canvas;color:CanvasText"),n=0;return{show(o,a){clearTimeout(n),n=setTimeout(()=>{document.body.append(e),t(re()?.dataset[o]??"")},a)},hide(){clearTimeout(n),e.remove()}}}var Kt=64,Bt=16*2**20,jt=250,zt=45e3,Gt=3e4,Jt=2e3,He=250,qt=3e4,Wt=5e3;function ut({docent:e,digest:t,build:n},o,a){let s=location.href.replace(/#.*/,""),i=dt(),l,c=!1,y=!1,f=!1,k,C=0,O=1/0,h=0,r=0,g=[],T,u,v=0,$=0,m=0,M=0,L=0,P={welcome(E,R,Q,Z,Ce){if(clearTimeout(m),m=0,i.hide(),f=!1,c=!0,O=Z,o.tour.welcome(Ce),C=R,E!==k){for(let je of g)je.c&&w(je,"its session is over");k&&o.drafts.reset(),k=E,h=Q,r=0,T=void 0}p(Q),b(!0),T&&A(["t",...T])},frame(E){if(!E.isSnapshot&&E.s!==r+1)throw Error("shape");p(E.c),r=E.s;let R=o.apply(E);R.length?x(R):v||=setTimeout(x,jt)},part(E,R,Q){if(u??={id:E,text:""},u.text+=Q,u.id!==E||u.text.length>Bt)throw Error("shape");if(!R)return;let Z=u.text;u=void 0,Re(Z,P)},refused(E,R,Q){let Z=g.find(Ce=>Ce.c===E)?.name??E;d(Z,`${Q} (${R})`,R==="handler_failed"?"debug":"warn"),p(E)},heartbeat(){L=0,x()},draining:E=>{z(Math.random()*E)}};function I(){clearTimeout(M),M=0;let E=l=new WebSocket(s.replace(/^http/,"ws"),"docent.1");E.onopen=()=>A(["h",{page:e,session:k,epoch:C,ack:r,digest:t,build:n,run:o.tour.at()}]),E.onmessage=({data:R})=>{E===l&&F(String(R))},E.onclose=({code:R})=>{E===l&&N(R)},Be()}function F(E){Be(),a("in",E);try{Re(E,P)}catch(R){console.error("docent: bad frame:",R),r=0,H(l)}}function x(E=[]){S(),c&&A(E.length?["k",r,E]:["k",r])}function S(){clearTimeout(v),v=0}function p(E){g=g.filter(R=>!R.c||R.c>E)}function b(E){if(c){for(let R of g){if(R.c){if(!E)continue}else{if(R.text=JSON.stringify(["e",h+1,R.name,R.params,r].concat(R.to??[])),new Blob([R.text]).size>O){w(R,"too large");continue}R.c=++h,S()}_(R.text)}p(0)}}function d(E,R,Q="warn"){console[Q](`docent: event "${E}" refused: ${R}`)}function w(E,R){return d(E.name,R),E.c=-1,E}function A(E){_(JSON.stringify(E))}function _(E){a("out",E),l?.send(E)}function N(E){if(V(),E===4401)f?te("stale"):ve();else if(E===4409)te("taken");else if(E===4410){let[R]=performance.getEntriesByType("navigation");(C||R.type!=="reload")&&setTimeout(()=>location.reload(),Math.random()*Wt),te("stale")}else Y()}function H(E){E===l&&(V(),Y(),E?.close())}function z(E){let R=l;return setTimeout(()=>H(R),E)}function V(){l=u=void 0,c=!1,S(),clearTimeout($),!m&&(m=setTimeout(()=>o.tour.abandon(),Gt),i.show("lost",Jt))}function Y(){f=!1;let E=Math.min(qt,He*2**++L);M=setTimeout(I,He+Math.random()*(E-He))}function de(){M&&I()}function te(E){y=!0,o.tour.abandon(),i.show(E,0)}async function ve(){try{let E=await fetch(s,{headers:{Accept:"application/docent+json"}});if(E.status>=500)return Y();let{page:R}=await E.json().catch(()=>({}));if(typeof R!="string")return te("stale");e=R,f=!0,I()}catch{Y()}}function Be(){clearTimeout($),$=z(zt)}return addEventListener("online",de),document.addEventListener("visibilitychange",de),e?I():ve(),{isOpen:()=>c,push(E,R,Q){let Z={c:0,text:"",name:E,params:R,to:Q};return y?w(Z,"its session is over"):g.length>=Kt?w(Z,"too many wait"):(g.push(Z),b(!1),Z)},report(E){return r?(/^[hr]/.test(E[2])||(T=E),c&&A(["t",...E]),c):!1}}}var Vt=150;function ft(e){let{narration:t,highlight:n,ledger:o,isNews:a,isTimed:s}=e,{target:i}=t,l=t.on_missing==="center",c=new AbortController,y=[],f,k,C=-1/0,O=0,h=!a,r=!a,g=!1,T=!1,u=!a,v=!1,$=!1;function m(){try{let d=se(i);return d.find(U)??d[0]}catch{return}}function M(){return k&&U(k)?k:void 0}function L(){h||(h=!0,P(),M()||e.missing()),!(r||!f?.isShown())&&(r=!0,g||f.say(t.text))}function P(){let d=m();if(k&&k!==d&&o.withdraw(k,n),k=d,d&&y.length&&(e.perform(y.splice(0)),L()),d&&n.some(A=>!d.classList.contains(A))&&o.classes(d,n,[]),s&&($&&=!!f?.isBusy(),e.holdStill(e.isPaused()||document.hidden||!$&&!!f?.isBusy())),!f)return;let w=M();if(w)C=performance.now(),!u&&!X()&&Xe(w),u=!0;else if(performance.now()-C<Vt)return;w||l?(T&&=f.isShown(),f.show(w),T||f.fill(t,s),T=!0,f.rename("pause",e.isPaused()),f.follow(w,t.position),!v&&X()&&f.covers(B())&&(v=!0,he(B(),"start"))):f.hide()}function I(){O=requestAnimationFrame(()=>{I(),P()})}function F(){let d=B();return G(f?.element,d)||G(k,d)}function x({target:d}){let w=f.control(d);w&&e.control(w,d),$=w==="pause"}function S(d){let w=d.target;d.newState==="open"&&w.matches("[popover]")&&f.isShown()&&!f.owns(w)&&f.raise()}function p(d){if(!(!xe(d)||!f.isShown()))if(d.key==="Tab"){let w=b(f,d.shiftKey);if(!w)return;d.preventDefault(),w.focus()}else d.key==="Escape"&&(F()||B()===document.body&&document.querySelector("dialog:modal")===f.element.closest("dialog:modal"))&&(d.preventDefault(),d.stopImmediatePropagation(),e.control("cancel"))}function b({element:d,controls:w},A){let _=fe(d.closest("dialog:modal")??document).filter(Y=>Y===k||me(Y)&&!G(d,Y)),N=Math.max(0,_.indexOf(k));_.splice(N,k&&!me(k)?1:0,...w());let H=B(),z=H===d?N-(A?0:1):_.indexOf(H),V=_[z+(A?-1:1)];return V&&(G(d,H)||G(d,V))?V:void 0}return I(),{selector:i,isCentered:l,find:m,owe:d=>{y.push(d)},hear(d){let{signal:w}=c;f=d,f.element.addEventListener("click",x,{signal:w}),addEventListener("keydown",p,{signal:w,capture:!0}),document.addEventListener("toggle",S,{signal:w,capture:!0}),document.addEventListener("visibilitychange",P,{signal:w}),P()},takeFocus(){let d=m();if(!e.movesFocus||X())return;let w=B();d&&(G(d,w)||J(d))||!f?.focus()||(g=w!==f.element)},settle:L,tick:P,holdsFocus:F,close(){cancelAnimationFrame(O),c.abort(),k&&o.withdraw(k,n)}}}var Ut=5e3;function pt(e){let t=ae(),n,o,a,s,i,l=-1/0,c,y=!1,f=!1,k=!0,C=!1,O="",h="",r="";function g(){return n&&[n.number,n.visit]}function T(p){i=p,l=performance.now()}function u(){return performance.now()-l<Ut}function v(p){if(!n)return!1;let b=[n.number,n.visit,p];return h!==(h=b.join())&&e.report(b),!0}function $(p){let b=String(g());!n||p===(O===b)||e.report([n.number,n.visit,p?"hold":"resume"])&&(O=p?b:"")}function m(p,b){let d=mt(p[b]),{name:w,options:A}=p[b-1]??p[b],_=w==="add_class"&&A.to===d.target,N=_?le(String(A.names)):[],H=r!==(r=String(g()));return M(p[b].options.detail,d,N,H),_?b-1:b}function M(p,b,d,w){I(),a=p,o=ft({narration:b,isTimed:k&&!!b.timeout,highlight:d,ledger:t,isNews:w,movesFocus:w&&(y||u()),perform:A=>{L(A,1/0)},missing(){let{target:A,step:_}=b;v("missing"),document.dispatchEvent(new CustomEvent("docent:missing",{bubbles:!0,detail:{target:A,step:_}}))},control(A,_){_&&T(_),A==="pause"?C=!C:v(A)||x()},isPaused:()=>C,holdStill:$})}function L(p,b){f=!0;let d={ledger:t,step:o,isPolite:!0,source:e.source(),push:e.push},w=p.map((A,_)=>{let N=Me(A,d);return N==="missing"&&_>=b&&A.options.to===o?.selector&&o?.owe(A),N});return f=!1,w}function P(p){let{detail:b}=p,d=De(b),w=re();d&&(w&&!s?.isShown()&&s?.element!==w&&(s=ct(w)),s&&(o&&a===b?o.hear(s):f||(M(b,d,[],!0),o?.hear(s),o?.settle())))}function I(){o?.close(),o=void 0}function F(){I(),s?.hide()}function x(){let p=o?.holdsFocus()&&!X()&&[c,o.find()];F(),p&&p.some(b=>b&&J(b))}function S(p){p?x():F(),t.revert(),n=void 0,p&&(c=void 0)}return document.addEventListener(re()?.dataset.event||"tour:narrate",P),document.addEventListener("tour:hide",x),{ledger:t,at:g,owns:p=>!!s?.owns(p),gesture:T,enter(p,b){let d=p?.number!==n?.number;(d||b)&&S(!p),!(!d||!p)&&(C=!1,y=u(),y&&!s?.element.contains(i)&&(c=i))},perform(p){p.visit!==n?.visit&&I(),n=p;let{ops:b}=p,d=b.findLastIndex(mt),w=L(b,d<0?b.length:m(b,d));return o?.settle(),o||s?.hide(),w},tick:()=>o?.tick(),report:v,welcome(p){k=p,O=""},abandon:()=>S(!0)}}function mt(e){return e.name==="dispatch"?De(e.options.detail):void 0}function Yt(e,t){let n=(l,c,y)=>{let[,f]=/^(skip|back|cancel)_tutorial$/.exec(l)??[];return f&&o.report(f)?{c:-1}:s.push(l,c,y)},o=pt({source:Ie,push:n,report:l=>s.report(l)}),a=rt(o,ze(),n),s=ut(e.dataset,a,(l,c)=>{t?.(l,c),i.debug&&console.debug("docent",l,c)});Ve(a,n);let i={debug:!1,get connected(){return s.isOpen()}};Object.assign(window,{docent:i})}function gt(e){function t(){let n=document.querySelector("script[data-docent]");n&&!Object.hasOwn(window,"docent")&&Yt(n,e?.())}document.readyState==="loading"?document.addEventListener("DOMContentLoaded",t):t()}function ht({forgotten:e,story:t},n,o,a){let s=l=>new Date(performance.timeOrigin+l).toISOString(),i={taken:s(performance.now()),browser:navigator.userAgent,state:a,latency:t.latency,timeline:n.map(({at:l,text:c})=>({at:s(l),text:c})),forgotten:e,frames:o.map(({at:l,direction:c,kind:y,summary:f,text:k,length:C})=>{let O=C>k.length?{cut:k,length:C}:{frame:Xt(k)};return{at:s(l),direction:c,kind:y,summary:f,...O}})};return JSON.stringify(i,void 0,2)}async function bt(e){try{return await navigator.clipboard.writeText(e),!0}catch{return!1}}function Xt(e){try{return JSON.parse(e)}catch{return e}}function D(e,t={},...n){let o=Object.assign(document.createElement(e),t);return o.append(...n),o}function ee(e,t){e.textContent!==t&&(e.textContent=t)}function yt(e,t){for(;e.children.length>t.length;)e.lastElementChild.remove();t.forEach((n,o)=>ee(e.children[o]??e.appendChild(D("li")),n))}function $e(e){let t=new Date(performance.timeOrigin+e),n=o=>String(o).padStart(2,"0");return`${n(t.getHours())}:${n(t.getMinutes())}:${n(t.getSeconds())}.${String(t.getMilliseconds()).padStart(3,"0")}`}function Ae(e,t){let n=new Map,o=D("ol",{className:e});return{list:o,show(a){let s=new Set(a);for(let[i,l]of n)s.has(i)||(l.remove(),n.delete(i));for(let i of a){if(n.has(i))continue;let l=t(i);n.set(i,l),o.prepend(l)}},shown:()=>[...n]}}var wt="not a frame that this panel knows";var Et={h:"hello",e:"event",t:"control",k:"ack",w:"welcome",f:"frame",s:"snapshot","+":"part",x:"refusal",p:"heartbeat",d:"draining"},St=[...Object.values(Et),"unknown"];function kt(){let e=new Map,t=[],n,o=!0,a="",s=[],i,l="",c=!1,y=0,f=0,k=!1,C=[];function O(x,S){C.push({at:x,text:vt(S)})}function h(x){return f+(k?0:x-y)}function r(x,S){f=h(S),y=S,k=x}function g(x,S){return x.map(p=>{let{name:b,at:d}=e.get(p);e.delete(p);let w=S-d;return t=[...t,w].slice(-100),{name:b,ms:w}})}function T(x,S,p){let b=[...e.keys()].filter(d=>d<=S);return x?b:b.slice(0,p?0:1)}function u({timeout:x=1/0,isOnlyTimed:S},p,b){return l?`${l} was chosen`:p.length?`it came with the answer to ${p.join(", ")}`:o&&(h(b)>=x-250||S&&!c)?"its time was over":c?"perhaps because its target is missing":"the server went on"}function v(x,S){return i?.run===x&&i?.visit===S}function $(x,S,p){let[b,d,w]=W(x),A=v(b,d);i&&!A&&O(p,`Step ${i.step+1} ended: ${u(i,S,p)}`),i&&i.run!==b&&O(p,b?`Another run took the place of run ${i.run}`:`Run ${i.run} ended`);let _=Qt(Number(b),Number(d),W(w));if(_&&!A){let N=_.timeout&&o?`, for ${_.timeout/1e3} s at most`:"";O(p,`Step ${_.step+1} of ${_.total} shown at ${_.target}${N} (run ${_.run}, visit ${_.visit})`),l="",c=k=!1,f=0,y=p}i=_??(A?i:void 0)}function m([,x,S,,p],b){let d=n!==x;return d&&e.clear(),O(b,n===void 0?"Connected: a new session":d?"Connected again: another session, the last one is over":"Connected again: the same session"),n=x,o=Object(p).timers!==!1,r(!1,b),`${d?"a new session":"the same session"}, epoch ${K(S)}${o?"":", steps have no timers"}`}function M([,x,S,p],b){if(a+=typeof p=="string"?p:"",a.length>16777216&&(a=""),S!==!0)return`of message ${K(x)}`;let d=a;return a="",`the last of message ${K(x)}: ${P(xt(d),b)}`}function L([x,S,p,b,d,w],A){let _=x==="s",[N,H]=_?[W(w),d]:[W(d),w],[z,V,Y]=W(H),de=g(T(_,Number(p),!!l&&!v(z,V)),A);return s=[...N,...W(Y)],$(H,de.map(({name:te})=>te),A),[`#${K(S)}`,...de.map(({name:te,ms:ve})=>`answers ${te} after ${Math.round(ve)} ms`),_||W(b).length?"renders":"",Fe(N),z?`run ${K(z)}, visit ${K(V)}: ${Fe(W(Y))||"nothing"}`:""].filter(Boolean).join(" \xB7 ")}function P(x,S){switch(x[0]){case"w":return typeof x[1]=="string"?m(x,S):wt;case"f":case"s":return L(x,S);case"+":return M(x,S);case"x":{let[,p,b,d]=x,w=Number(p),A=e.get(w)?.name??`event ${K(p)}`;return e.has(w)&&g([w],S),O(S,`${A} was refused: ${K(d)} (${K(b)})`),`${A}: ${K(d)} (${K(b)})`}case"d":return O(S,"The server stops: the page is to come back"),`come back within ${K(x[1])} ms`;case"p":return"";default:return wt}}function I([x,S,p,b],d){switch(x){case"h":return a="",n!==void 0&&O(d,"The connection was lost; there is a new one"),n===void 0?"asks for a session":"asks for its session again";case"e":{let[w,A]=[Number(S),K(p)],_=e.has(w);return!_&&e.size<100&&e.set(w,{name:A,at:d}),`#${w} ${A}${_?", again":""}`}case"t":return F(K(b),d),`run ${K(S)}, visit ${K(p)}: ${K(b)}`;case"k":{let w=W(p).map(A=>{let[,_,N]=W(A);return`${Fe([s[Number(_)]])}: ${K(N)}`});for(let A of w)O(d,`A command did not happen: ${A}`);return[`up to #${K(S)}`,...w].join(" \xB7 ")}default:return""}}function F(x,S){x==="hold"||x==="resume"?(r(x==="hold",S),O(S,x==="hold"?"The step's time stands still":"The step's time runs on")):x==="missing"?(c=!0,O(S,`The step's target is missing${i?`: ${i.target}`:""}`)):(l=x,O(S,`${x} was chosen`))}return{get shown(){return i&&{...i,timeout:o?i.timeout:void 0}},get isHeld(){return k},get unanswered(){return Array.from(e.values(),({name:x})=>x)},get latency(){let x=t.toSorted((p,b)=>p-b),S=x.length;return S?{last:t[S-1],median:(x[S-1>>1]+x[S>>1])/2,count:S}:void 0},elapsed:h,tell(x,S,p){C=[];let b=xt(p),d=S==="in"?P(b,x):I(b,x);return{kind:Et[K(b[0])]??"unknown",summary:vt(d),moments:C}},forget(){t=[]}}}function Qt(e,t,n){for(let o of n){let[a,s]=W(o),{target:i,step:l,total:c,timeout:y,only_timeout:f,on_missing:k}=Object(Object(s).detail);if(!(a!=="dispatch"||typeof i!="string"))return{run:e,visit:t,target:i,step:Number(l),total:Number(c),timeout:typeof y=="number"?y:void 0,isOnlyTimed:f===!0,isCentered:k==="center"}}}function Fe(e){return e.map(t=>{let[n,o]=W(t),{to:a}=Object(o);return a===void 0?K(n):`${K(n)} ${K(a)}`}).join(", ")}function vt(e){return e.length>400?`${e.slice(0,400)}\u2026`:e}function K(e){return typeof e=="string"?e:JSON.stringify(e)??"?"}function xt(e){try{return W(JSON.parse(e))}catch{return[]}}function W(e){return Array.isArray(e)?e:[]}function Nt(e){let t=D("input",{type:"search",placeholder:"Filter",ariaLabel:"Filter by text",autocomplete:"off",spellcheck:!1}),n=Tt("Direction",[["","Both ways"],["out","Sent"],["in","Received"]]),o=Tt("Kind",[["","All kinds"],...St.map(l=>[l,l])]),a=D("div",{className:"row"},t,n,o),s=Ae("frames",l=>D("li",{hidden:!i(l)},Zt(l)));a.addEventListener("input",()=>{for(let[l,c]of s.shown())c.hidden=!i(l);e()});function i(l){let c=t.value.trim().toLowerCase();return(!n.value||l.direction===n.value)&&(!o.value||l.kind===o.value)&&`${l.kind} ${l.summary} ${l.text}`.toLowerCase().includes(c)}return{filter:a,list:s.list,show:s.show,passing:()=>s.shown().flatMap(([l,{hidden:c}])=>c?[]:l)}}function Tt(e,t){return D("select",{ariaLabel:e},...t.map(([n,o])=>D("option",{value:n},o)))}function Zt(e){let{at:t,direction:n,kind:o,summary:a}=e,s=D("pre",{tabIndex:0,role:"group",ariaLabel:"The frame"}),i=D("details",{},D("summary",{},D("span",{className:"at"},$e(t)),D("span",{className:`way ${n}`},n==="out"?"\u2191 sent":"\u2193 received"),D("span",{className:"kind"},o),D("span",{className:"summary"},a)),s);return i.addEventListener("toggle",()=>ee(s,i.open?en(e):"")),i}function en({text:e,length:t}){let n=t>e.length?`
\u2026 ${t-e.length} characters more were not kept`:"";try{return JSON.stringify(JSON.parse(e),void 0,2)+n}catch{return e+n}}var Mt=`/*
 * The debug panel's own look, inside its shadow root. It follows the person's
 * preference and not the page, whose styles must not reach it: hence
 * \`!important\` on what the page could say of the host.
 */

:host {
  all: initial !important;
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
  padding-block: 1px;
}

.count {
  padding-block: 4px;
  color: light-dark(#4b5563, #b3bccd);
}

summary {
  display: flex;
  flex-wrap: wrap;
  align-items: baseline;
  gap: 0 8px;
  min-block-size: 24px;
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
  min-inline-size: 5.5em;
  color: light-dark(#1d4ed8, #93b4ff);
}

.out {
  color: light-dark(#9a3412, #fdba74);
}

.kind {
  font-weight: 600;
}

.summary {
  flex: 1 1 12rem;
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

  .parts > section {
    border-block-start: 1px solid light-dark(#d5dae3, #313a4c);
  }
}
`;var nn=/^dj-(?:click|submit|change|input|keydown|keyup|focus|blur)\b/;function Lt({shown:e,isHeld:t,unanswered:n,elapsed:o},a,s){let i=[];if(a||i.push("There is no connection: nothing moves until the server is back."),n.length&&i.push(`Not answered yet: ${n.join(", ")}.`),!e)return[...i,"No step is on the page."];let{target:l,step:c,total:y,timeout:f}=e;if(i.push(`Step ${c+1} of ${y}, at ${l}.`,...rn(l,e.isCentered)),f){let C=Math.max(0,f-o(s))/1e3;i.push(`Its time: ${C.toFixed(1)} s left of ${f/1e3} s${t?`, standing still: ${on()}`:""}.`)}let k=[f?"when its time is over":"",e.isOnlyTimed?"":"when the server says so, by a handler or a flow","by a button of the bubble"];return i.push(`It ends ${k.filter(Boolean).join(", or ")}.`),i}function on(){let e=re();return document.hidden?"the tab is hidden":e?.matches(":hover")?"the pointer is at the bubble":e?.contains(B())?"the focus is in the bubble":"it was paused"}function rn(e,t){let n=an(e),o=t?"the bubble stands in the middle of the view":"it is waited for, unless the step's on_missing says otherwise";if(!n.length)return[`Its target is missing: nothing on the page matches; ${o}.`];if(!n.some(U))return[`Its target is on the page and not drawn; ${o}.`];let a=n.length>1?[`${n.length} elements match: the first that is drawn is the target.`]:[],s=sn(n.find(U));return s?[...a,`Its target calls ${s}.`]:a}function sn(e){return e.getAttributeNames().filter(n=>nn.test(n)).map(n=>`${e.getAttribute(n)} (${n})`).join(", ")}function an(e){try{return se(e)}catch{return[]}}var ln=250,cn=["keydown","keyup","click","input","change"];function Ot(e){let t;return{toggle(){t?t():t=dn(e,()=>t=void 0)}}}function dn(e,t){let n=B(),o=new AbortController,{signal:a}=o,s=!1,i=0,l=[],c=0,y,f=D("ul",{className:"state"}),k=Ae("timeline",({at:N,text:H})=>D("li",{},D("span",{className:"at"},$e(N)),` ${H}`)),C=D("p",{className:"status",role:"status"}),O=D("p",{className:"count"}),h=D("textarea",{readOnly:!0,hidden:!0,ariaLabel:"The JSON, to be copied by hand"}),r=Nt(()=>ee(O,M())),g=we("Pause",()=>{s=!s,i=m(),ee(g,s?"Resume":"Pause"),P()}),T=we("To the top",()=>{let N=u.toggleAttribute("data-top");ee(T,N?"To the bottom":"To the top")}),u=D("docent-panel",{popover:"manual",role:"dialog",ariaLabel:"docent: debug panel",tabIndex:-1}),v=u.attachShadow({mode:"open"}),$=new CSSStyleSheet;$.replaceSync(Mt),v.adoptedStyleSheets=[$],v.append(D("div",{className:"panel"},D("div",{className:"row bar"},D("h2",{},"docent"),g,we("Clear",b),we("Copy as JSON",()=>{d()}),T,we("Close",w),C),h,D("div",{className:"parts"},D("div",{className:"told"},Ke("Why it waits",f),Ke("Timeline, newest first",k.list)),Ke("Frames, newest first",r.filter,O,r.list))));function m(){return e.forgotten+e.frames.length}function M(){let{forgotten:N}=e,H=`${r.passing().length} of ${r.list.childElementCount} frames`;return s?`${H}; paused, ${m()-i} more have come`:N?`${H}, ${N} older ones are not kept`:H}function L(){let{story:N}=e,{latency:H}=N,z=V=>`${V.toFixed(V<10?1:0)} ms`;return[`Connection: ${docent.connected?"open":"lost"}.`,H?`From an event to its answer: ${z(H.last)} last, ${z(H.median)} median of ${H.count}.`:"No event has been answered yet.",...Lt(N,docent.connected,performance.now())]}function P(){c=0,x(),yt(f,L()),s||({moments:l}=e,r.show(e.frames),k.show(l)),ee(O,M())}function I(){c||=requestAnimationFrame(P)}function F(){let N=B();y=G(u,N)?N:void 0}function x(){let N=[...document.querySelectorAll("dialog:modal")].at(-1)??document.body;if(u.parentNode===N&&S())return;let H=y;S()&&u.hidePopover(),ne(u,N,null),u.showPopover(),H&&J(H)}function S(){return u.matches(":popover-open")}function p(N){N.target===u&&N.stopImmediatePropagation(),!(N.target===u||N.newState!=="open")&&(S()&&u.hidePopover(),x())}function b(){e.clear(),i=0,l=[],r.show([]),k.show([]),P(),ee(C,"Cleared")}async function d(){let N=r.passing(),H=ht(e,l,N,L()),z=await bt(H);h.hidden=z,h.value=z?"":H,ee(C,z?`Copied: ${N.length} frames`:"The clipboard was refused: copy it from the field"),!z&&(h.focus(),h.select())}function w(){let N=!!y;e.listen(void 0),o.abort(),clearInterval(_),cancelAnimationFrame(c),u.remove(),N&&J(n),t()}function A(N){N.key!=="Escape"||!N.composedPath().includes(u)||(N.preventDefault(),N.stopImmediatePropagation(),w())}e.listen(I);let _=setInterval(P,ln);addEventListener("keydown",A,{signal:a,capture:!0}),addEventListener("toggle",p,{signal:a,capture:!0}),document.addEventListener("close",I,{signal:a,capture:!0});for(let N of cn)u.addEventListener(N,H=>H.stopPropagation(),{signal:a});for(let N of[u,v])N.addEventListener("focusin",F,{signal:a}),N.addEventListener("focusout",()=>queueMicrotask(()=>u.isConnected&&F()),{signal:a});return P(),u.focus({preventScroll:!0}),w}function we(e,t){let n=D("button",{type:"button"},e);return n.addEventListener("click",t),n}function Ke(e,...t){return D("section",{tabIndex:0,ariaLabel:e},D("h3",{},e),...t)}var un=500,fn=500,mn=4*2**20,pn=64*2**10;function $t(){let e=kt(),t=[],n=[],o=0,a=0,s;return{story:e,get frames(){return t},get moments(){return n},get forgotten(){return a},record(i,l){let c=performance.now(),y=e.tell(c,i,l),f=gn(y.kind,l),k=f.slice(0,pn);for(t.push({at:c,direction:i,kind:y.kind,summary:y.summary,text:k,length:f.length}),o+=k.length;t.length>un||o>mn;)o-=t.shift().text.length,a++;n=n.concat(y.moments).slice(-fn),s?.()},clear(){t=[],n=[],o=a=0,e.forget()},listen(i){s=i}}}function gn(e,t){let n="(left out)";return e==="hello"?JSON.stringify(JSON.parse(t),(o,a)=>o==="page"||o==="session"?n:a):e==="welcome"?JSON.stringify(JSON.parse(t).map((o,a)=>a===1?n:o)):t}gt(()=>{let e=$t(),t=Ot(e);return addEventListener("keydown",n=>{hn(n)&&(n.preventDefault(),t.toggle())},{capture:!0}),e.record});function hn({key:e,code:t,ctrlKey:n,shiftKey:o,altKey:a,metaKey:s,repeat:i}){return(/^[a-z]$/i.test(e)?/d/i.test(e):t==="KeyD")&&n&&o&&!a&&!s&&!i}})();
