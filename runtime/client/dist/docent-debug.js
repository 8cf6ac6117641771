"use strict";(()=>{function K(e=document){let t=e.activeElement;return t?.shadowRoot?.activeElement?K(t.shadowRoot):t??document.body}function fe(e){return e===K()&&e.matches(":read-write,select")}function X(){return fe(K())}function z(e,t){return!!e&&!!t&&(e.contains(t)||z(e,t.getRootNode().host))}function Ee(e){return!(e.isComposing||e.ctrlKey||e.altKey||e.metaKey)}function me(e){return[...e.querySelectorAll("*")].flatMap(t=>t.shadowRoot?[t,...me(t.shadowRoot)]:t)}function pe(e){return(e.tabIndex>=0||e.matches("[contenteditable]:read-write"))&&!e.matches(":disabled,[inert] *,a:not([href])")&&U(e)}function U(e){return e.checkVisibility({checkVisibilityCSS:!0})}function J(e){return e.focus?.({preventScroll:!0}),e===K()}function Ge(){let e=new WeakMap,t=new Map,n=new WeakMap;return{touched(o){t.delete(o.form)},sent:(o,a)=>{e.set(o,a)},submitted:(o,a)=>{t.set(o,a)},judge(o){let a=s=>{let i=t.get(s.form);return!!i&&i.c>0&&i.c<=o};return{answered:a,keeps(s){let i=e.get(s);return!!i&&(!i.c||i.c>o)||fe(s)&&!a(s)},isNews(s,i){let l=n.get(s)??i;return n.set(s,i),l!==i}}},settle(o){for(let[a,s]of t)s.c&&s.c<=o&&t.delete(a)},reset(){e=new WeakMap,t.clear()}}}function Pe(e,t){let[n,o,a,s,i,l]=se(JSON.parse(e));switch(n){case"w":return t.welcome(B(o),q(a),q(s),q(ge(i).frame),ge(i).timers!==!1);case"f":return t.frame(ze(!1,o,a,se(s).map($t),i,l));case"s":return t.frame(ze(!0,o,a,[B(s)],l,i));case"+":return t.part(q(o),a===!0,B(s));case"x":return t.refused(q(o),B(a),B(s));case"p":return t.heartbeat();case"d":return t.draining(q(o));default:he(!1,n)}}function ze(e,t,n,o,a,s){return{isSnapshot:e,s:q(t),c:q(n),patches:o,ops:Se(a),run:Ct(s)}}function Se(e){return se(e).map(t=>{let[n,o]=se(t);return{name:B(n),options:ge(o)}})}function $t(e){let[t,n]=se(e);return B(t==="html"&&n)}function Ct(e){if(e===0)return;let[t,n,o]=se(e);return{number:q(t),visit:q(n),ops:Se(o)}}function se(e){return he(Array.isArray(e),e)}function ge(e){return he(Object(e)===e&&!Array.isArray(e),e)}function B(e){return he(typeof e=="string",e)}function q(e){return he(Number.isSafeInteger(e),e)}function he(e,t){if(!e)throw Error("shape");return t}function Je(e){let t=e.trim();if(t.startsWith("["))return{chain:Se(JSON.parse(t))};let[,n,o]=/^([^\s()]+)\s*(?:\(([^]*)\))?$/.exec(t)??[];if(!n)throw Error("shape");return{name:n,params:o?.trim()?JSON.parse(`[${Rt(o)}]`):void 0}}function Rt(e){return e.replace(/"(?:[^"\\]|\\.)*"|'((?:[^'\\]|\\.)*)'/g,(t,n)=>n===void 0?t:JSON.stringify(n.replace(/\\(.)/g,"$1")))}function ae(e){let t=[document],n=[];for(let o of e.split(/\s>>>\s/))n=t.flatMap(a=>[...a.querySelectorAll(o)]),t=n.flatMap(({shadowRoot:a})=>a??[]);return n}function ke(e){return Te(e,"[dj-component]")?.getAttribute("dj-component")}function Te(e,t){return e&&(e.closest(t)??Te(e.getRootNode().host,t))}function _e(){return{__proto__:null}}function qe(e){let t=_e();for(let{name:n,value:o}of e.attributes)n.startsWith("dj-value-")&&(t[n.slice(9).replaceAll("-","_")]=o);return t}function Ne(e){let t=_e(),{name:n,value:o,type:a,checked:s,selectedOptions:i}=e;return n&&(t.name=n),/^(?:checkbox|radio)$/.test(a)&&(t.checked=s),a==="select-multiple"?t.value=[...i].map(l=>l.value):typeof o=="string"&&(t.value=o),t}function We(e,t){let n=_e(),o=new FormData(e,t);for(let a of o.keys()){let s=o.getAll(a).map(i=>typeof i=="string"?i:i.name);n[a]=s.length>1?s:s[0]}return n}function Ve(e,t){let n=new Set,o=new WeakMap;function a(g,r,h=!1){let k=f=>{let E=f.composedPath()[0];E instanceof Element&&r(f,E,`dj-${g}`)};document.addEventListener(g,k,h)}a("click",(g,r,h)=>{let k=r.closest(`[${h}]`);!k||k.matches(":disabled")||(r.closest("a")?.getAttribute("href")==="#"&&g.preventDefault(),C(),e.tour.gesture(k),w(h,k,r,()=>({})))}),a("submit",(g,r,h)=>{if(!(r instanceof HTMLFormElement)||!r.hasAttribute(h))return;g.preventDefault(),C(),e.tour.gesture(g.submitter??r);let k=We(r,g.submitter);w(h,r,r,()=>k,f=>e.drafts.submitted(r,f))}),a("input",s),a("change",s),a("keydown",i),a("keyup",i),a("focus",c,!0),a("blur",c,!0);function s({type:g},r,h){e.drafts.touched(r);let k=r.closest(`[${h}]`);k&&(g==="change"&&C(),w(h,k,r,()=>Ne(r),f=>e.drafts.sent(r,f)))}function i(g,r,h){if(g.isComposing||!g.key)return;let k=g.key.toLowerCase().replace(/^arrow/,"").replace(" ","space"),f=getComputedStyle(r).direction==="rtl"&&{left:"right",right:"left"}[k],E=`${h}.${f||k}`,M=`[${CSS.escape(E)}],[${h}]`,p=r.closest(M)??l(M,g);p&&(g.key==="Enter"&&C(),X()||e.tour.gesture(r),w(p.hasAttribute(E)?E:h,p,r,()=>({...Ne(r),key:g.key})))}function l(g,r){return r.defaultPrevented||r.repeat||!Ee(r)||X()?void 0:[...(document.querySelector("dialog:modal")??document).querySelectorAll(g)].find(k=>!k.firstElementChild&&!(k.tabIndex>=0))}function c({type:g},r,h){g==="blur"&&C(r),r.hasAttribute(h)&&w(h,r,r,()=>Ne(r))}function w(g,r,h,k,f){let E=_t(r,g);if(!E)return;if(E.chain){e.run(E.chain,r);return}let{name:M,params:p}=E,N=ke(r),L=()=>{let v=t(M,p??{...k(),...qe(r)},N);f?.(v)},R=v=>h.getAttribute(v)??r.getAttribute(v),_=!/^dj-(?:submit|focus|blur)$/.test(g),H=Number(R("dj-throttle"))-performance.now()+o.get(r),j=H>0?H:R("dj-debounce");!_||j===null?(o.set(r,performance.now()),L()):(f||!(H>0))&&(f?.({c:0}),m(r,g,h,Number(j),L))}function m(g,r,h,k,f){for(let p of n)p.element===g&&p.attribute===r&&T(p);let E=Number.isNaN(k)?0:setTimeout(()=>A(M),k),M={element:g,attribute:r,target:h,timer:E,push:f};n.add(M)}function T(g){clearTimeout(g.timer),n.delete(g)}function A(g){T(g),o.set(g.element,performance.now()),g.push()}function C(g){for(let r of n)(!g||g===r.target)&&A(r)}}function _t(e,t){let n=e.getAttribute(t)??"";try{return Je(n)}catch(o){console.warn(`docent: ${t}="${n}" is wrong:`,o);return}}function le(){let e=new Map;function t(s,i){let l=e.get(s);l||e.set(s,l=new Map);let c=l.get(i);return c||l.set(i,c={base:null,wrote:null,add:new Set,remove:new Set}),Ue(s,i,c),c}function n(s){for(let[i,l]of e)for(let[c,w]of l)s(i,c,w)}function o(s,i,l){let c=t(s,"class"),w=ce(c.base);for(let m of i)c.remove.delete(m),w.includes(m)||c.add.add(m);for(let m of l)c.add.delete(m),w.includes(m)&&c.remove.add(m);c.value=void 0,Ie(s,"class",c)}function a(){n((s,i,l)=>{Ue(s,i,l),de(s,i,l.base)})}return{classes:o,withdraw(s,i){let l=e.get(s)?.get("class");l&&o(s,[],i.filter(c=>l.add.has(c)))},attribute(s,i,l){let c=t(s,i);c.value=l,Ie(s,i,c)},around(s,i,l){let c=t(s,i);l(),c.wrote=c.value=s.getAttribute(i)},lift:a,reapply(){for(let s of e.keys())s.isConnected||e.delete(s);n((s,i,l)=>{l.base=s.getAttribute(i),Ie(s,i,l)})},revert(){a(),e.clear()}}}function Ie(e,t,n){de(e,t,n.value===void 0?Ye(n.base,n.add,n.remove):n.value,!1),n.wrote=e.getAttribute(t)}function Ue(e,t,n){let o=e.getAttribute(t);o!==n.wrote&&(n.base=Ye(o,n.remove,n.add),n.wrote=o)}function Ye(e,t,n){let o=ce(e),a=o.filter(i=>!n.has(i)),s=[...t].filter(i=>!o.includes(i));return s.length||a.length<o.length?[...a,...s].join(" "):e}function ce(e){return e?.match(/[^\t\n\f\r ]+/g)??[]}function de(e,t,n,o=!0){if(e.getAttribute(t)===n)return;if(n===null){e.removeAttribute(t);return}let{style:a}=e,s=t==="style"&&a;s&&(a.cssText=n),(!s||o&&e.getAttribute(t)!==n)&&e.setAttribute(t,n)}function be(e,t){let n=matchMedia("(prefers-reduced-motion)").matches?"instant":"smooth";e.scrollIntoView({behavior:n,block:t})}function Xe(e){let{top:t,bottom:n,left:o,right:a}=e.getBoundingClientRect(),{width:s,height:i}=visualViewport,l=t<0||o<0||n>i||a>s;be(e,l?"center":"nearest")}var It=/^(?:focus|push|scroll_into_view)$/,Ze={__proto__:null,show:Qe,hide(e,t,{ledger:n}){n.attribute(e,"hidden","")},toggle(e,t,n){(getComputedStyle(e).display==="none"?Qe:Ze.hide)(e,t,n)},add_class(e,t,{ledger:n}){n.classes(e,Me(t),[])},remove_class(e,t,{ledger:n}){n.classes(e,[],Me(t))},transition(e,t,{ledger:n}){n.classes(e,Me(t),[]),setTimeout(()=>n.withdraw(e,Me(t)),Number(t.time))},set_attr(e,t,{ledger:n}){let o=B(t.name),a=B(t.value);return Ht(o,a)?"refused":n.attribute(e,o,a)},remove_attr(e,t,{ledger:n}){n.attribute(e,B(t.name),null)},focus(e,t,{step:n,isPolite:o}){if(n&&t.to===n.selector)return n.takeFocus();if(!(o&&X()||z(e,K())))return U(e)?[e,...me(e).filter(pe)].some(J)?void 0:"refused":"hidden"},dispatch(e,t){e.dispatchEvent(new CustomEvent(B(t.event),{bubbles:!0,composed:!0,detail:t.detail}))},push(e,t,{push:n}){n(B(t.event),t.value??{},ke(e))},scroll_into_view(e){return U(e)?be(e,"center"):"hidden"}};function Le(e,t){let n=Ze[e.name];if(!n)return"refused";let o="missing";try{for(let a of Dt(e,t))if(o=n(a,e.options,t)||void 0,o||It.test(e.name))break}catch{o="threw"}return o}function Dt({name:e,options:t},{source:n,step:o}){if(t.to!==void 0){let s=B(t.to);if(o?.selector!==s)return ae(s);let i=o.find();return i?[i]:o.isCentered&&(e==="dispatch"||e==="focus")?[document.body]:[]}if(t.inner!==void 0)return n.querySelectorAll(B(t.inner));if(t.closest===void 0)return[n];let a=n.closest(B(t.closest));return a?[a]:[]}function Me(e){return ce(B(e.names))}function Qe(e,t,{ledger:n}){let{style:o}=e;e.hasAttribute("hidden")&&n.attribute(e,"hidden",null),o?.display==="none"&&n.around(e,"style",()=>o.removeProperty("display"))}function Ht(e,t){return/^(?:on|srcdoc$)/i.test(e.trim())||/^javascript:/i.test(t.replace(/^[\0- ]+/,"").replace(/[\t\n\r]/g,""))}function ne(e,t,n){let{moveBefore:o}=t;o&&e.isConnected&&t.isConnected?o.call(t,e,n):t.insertBefore(e,n)}var Ft=16;function ot(e,t,n){let o=K(),a=nt(e),s=nt(t),i=new Set;for(let[r,h]of a)s.get(r)?.localName!==h?.localName&&a.delete(r);t instanceof Element&&g(e,t),l(e,t);for(let r of i)r.remove();e.contains(o)&&J(o);function l(r,h){let k=null,f=()=>A(k?k.nextSibling:r.firstChild);for(let E of[...h.childNodes]){let M=c(r,E,f());if(M){let p=M.parentNode===r&&!i.has(M);for(let N=f();p&&N&&N!==M&&m(N);N=f())i.add(N);M!==f()&&ne(M,r,f()),C(M,E)}else T(r,E,f());k=M??E}for(let E=f();E;E=A(E.nextSibling))i.add(E)}function c(r,h,k){let f=w(h);if(f)return f.contains(r)?void 0:f;let E=h.nextElementSibling,M=0;for(let p=k;p&&M++<Ft;p=A(p.nextSibling)){if(tt(p,h))return p;if(!(h instanceof Element)||!m(p)||E&&tt(p,E))return}}function w(r){return a.get(ye(r))}function m(r){return!w(r)&&!r.contains(o)}function T(r,h,k){if(r.insertBefore(h,k),h instanceof Element)for(let f of h.querySelectorAll("*")){let E=w(f);!E||!f.isConnected||E.contains(f)||(ne(E,f.parentNode,f),C(E,f),f.remove())}}function A(r){for(;r&&(n.isOurs(r)||i.has(r));)r=r.nextSibling;return r}function C(r,h){if(i.delete(r),a.delete(ye(r)),!(r instanceof Element&&h instanceof Element)){r.nodeValue!==h.nodeValue&&(r.nodeValue=h.nodeValue);return}if(r.localName==="script"||r.getAttribute("dj-update")==="ignore")return;let k=et(r);g(r,h),r instanceof HTMLTextAreaElement?r.defaultValue=h.defaultValue:r instanceof HTMLTemplateElement?l(r.content,h.content):fe(r)&&r.isContentEditable||l(r,h);let f=et(r);if(f===void 0||n.keeps(r)||f===k&&(f===null||!n.answered(r)))return;let E=r;E.value!==f&&(E.value=f??"")}function g(r,h){let k=r.matches("details,dialog");for(let E of[...r.getAttributeNames(),...h.getAttributeNames()]){let M=h.getAttribute(E);if(r.getAttribute(E)===M||k&&E==="open")continue;try{de(r,E,M)}catch{}let p=E==="checked"?r:E==="selected"&&r.closest("select");p&&!n.keeps(p)&&(r[E]=M!==null)}let f=h.hasAttribute("open");k&&n.isNews(r,f)&&r.toggleAttribute("open",f)}}function et(e){return e instanceof HTMLTextAreaElement?e.defaultValue:e instanceof HTMLInputElement&&!/^(?:file|hidden|checkbox|radio)$/.test(e.type)?e.getAttribute("value"):void 0}function tt(e,t){return e.nodeName===t.nodeName&&ye(e)===ye(t)}function ye(e){if(!(e instanceof Element))return;let t=e.getAttribute("id");if(t)return`#${t}`;let n=e.getAttribute("name");if(!n||!e.matches("input,select,textarea,button"))return;let o=e.matches("[type=checkbox],[type=radio],button")?e.getAttribute("value"):"";return`${e.closest("form")?.getAttribute("id")??""} ${n} ${o}`}function nt(e){let t=new Map;for(let n of e.querySelectorAll("[id],[name]")){let o=ye(n);o&&t.set(o,t.has(o)?void 0:n)}return t}function De(){return document.querySelector("[dj-root]")??document.body}function rt(e,t,n){let o=le(),{trustedTypes:a}=window,s=a?.createPolicy("docent",{createHTML:c=>c});function i(c,w){return Le(c,{source:w,ledger:o,push:n})}function l(c,w){let m=document.querySelector("[dj-root]");if(!m)return;let T=document.createElement("template");T.innerHTML=s?.createHTML(c)??c;let A=T.content;e.ledger.lift(),o.lift();try{ot(m,A.querySelector("[dj-root]")??A,{...t.judge(w),isOurs:e.owns})}finally{o.reapply(),e.ledger.reapply(),t.settle(w)}}return{tour:e,drafts:t,apply({run:c,isSnapshot:w,patches:m,ops:T,s:A,c:C}){e.enter(c,w);for(let r of m)l(r,C);let g=T.map(r=>i(r,De()));return c&&g.push(...e.perform(c)),e.tick(),g.flatMap((r,h)=>r?[[A,h,r]]:[])},run(c,w){for(let m of c)i(m,w)}}}function Oe(e,t){let n=document.createElement("div"),o=0;return n.className=e,n.role="status",n.style.cssText=t,{element:n,say(a){clearTimeout(o),n.textContent="",o=setTimeout(()=>n.textContent=a,100)}}}var we=["bottom","top","right","left"];function it(e,{width:t,height:n},o,a){let{offsetLeft:s,offsetTop:i}=o,l=s+o.width,c=i+o.height,w=oe(e.left,s,l),m=oe(e.right,s,l),T=oe(e.top,i,c),A=oe(e.bottom,i,c),C={bottom:c-A-n,top:T-i-n,right:l-m-t,left:w-s-t},g=a?we.map((R,_)=>we[we.indexOf(a)^_]):[],r=g.find(R=>C[R]>=27)??g.sort((R,_)=>C[_]-C[R])[0],h=(w+m)/2,k=(T+A)/2,f=r==="left"?w-19-t:r==="right"?m+19:h-t/2,E=r==="top"?T-19-n:r==="bottom"?A+19:k-n/2,M=Math.round(oe(f,s+8,l-8-t)),p=Math.round(oe(E,i+8,c-8-n)),[N,L]=r==="left"||r==="right"?[k-p,n]:[h-M,t];return{left:M,top:p,side:r??"center",arrow:oe(N,18,L-18)}}function oe(e,t,n){return Math.max(t,Math.min(e,n))}function st(){let e=document.createElement("div"),{style:t}=e;return e.className="dj-tutorial-spotlight",e.ariaHidden="true",e.popover="manual",t.cssText="inset:auto;margin:0;border:0;padding:0;background:none;pointer-events:none",{element:e,frame({left:n,top:o,width:a,height:s},i){t.left=`${(n-10)/i}px`,t.top=`${(o-10)/i}px`,t.width=`${(a+20)/i}px`,t.height=`${(s+20)/i}px`}}}var at="dj-tutorial-bubble__";function re(){return document.getElementById("dj-tutorial-bubble")}function ct(e){let{style:t}=e,n=lt(e.dataset.position)??"bottom",o=st(),a=Oe("dj-tutorial-announcer","position:fixed;clip-path:inset(50%)"),s=[o.element,a.element],i=le(),l=document.body,c=null,w=!1,m=null,T="";function A(){w=!0,m=e.getAttribute("style"),l=e.parentNode,c=e.nextSibling,t.cssText+=";position:fixed;inset:0 auto auto 0;margin:0",i.attribute(e,"data-visible","true");for(let p of e.querySelectorAll("button"))i.attribute(p,"tabindex","-1");C()}function C(){e.before(...s),r()}function g(p){if(e.parentNode===p)return;let N=K();ne(e,p,c?.parentNode===p?c:null),C(),z(e,N)&&J(N)}function r(){for(let p of[o.element,e])p.popover&&(p.hidePopover(),p.showPopover())}function h(p){t.boxSizing=t.maxWidth=t.maxHeight="";let{width:N,height:L}=e.getBoundingClientRect(),R=N>p.width-16,_=L>p.height-16;(R||_)&&(t.boxSizing="border-box"),R&&(t.maxWidth=`${p.width-16}px`),_&&(t.maxHeight=`${p.height-16}px`)}function k(p){return e.querySelector(`.${at}${p}`)}function f(p,N){let L=k(p);L&&L.textContent!==N&&(L.textContent=N)}function E(p,N,L){let R=k(p);R&&i.attribute(R,N,L?"":null)}function M(p,N){let L=k(p)?.dataset.names?.split("|");L&&f(p,L[Number(N)])}return{element:e,isShown:()=>w,owns:p=>p===e||s.includes(p),controls:()=>[...e.querySelectorAll("button")].filter(U),control:p=>["skip","back","cancel","pause"].find(N=>p.closest(`.${at}${N}`)),fill({text:p,step:N,total:L,only_timeout:R},_){f("text",p),f("step",(e.dataset.step??"").replace("{step}",`${N+1}`).replace("{total}",`${L}`)),t.setProperty("--docent-progress",String((N+1)/L));let H=!!R&&!_;E("back","hidden",!N),E("pause","hidden",!_),E("skip","data-next",H),M("skip",H),T=""},isBusy:()=>w&&e.matches(":hover,:focus-visible,:has(:focus)"),rename:M,show(p){w||A(),g(Te(p,"dialog:modal,:popover-open")??l)},raise:r,follow(p,N){let L=visualViewport,R=p?.getBoundingClientRect()??new DOMRect(L.offsetLeft+L.width/2,L.offsetTop+L.height/2);T!==(T=`${L.width} ${L.height}`)&&h(L);let _=it(R,e.getBoundingClientRect(),L,p&&(lt(N)??n)),H=e.currentCSSZoom??1;t.left=`${_.left/H}px`,t.top=`${_.top/H}px`,t.setProperty("--docent-arrow",`${_.arrow/H}px`),e.dataset.side!==_.side&&i.attribute(e,"data-side",_.side),o.frame(R,H)},covers(p){let N=e.getBoundingClientRect(),L=p.getBoundingClientRect();return N.left<L.right&&L.left<N.right&&N.top<L.bottom&&L.top<N.bottom},focus:()=>w&&J(e),say:a.say,hide(){if(w){w=!1,a.say(""),g(l),e.matches(":popover-open")&&e.hidePopover();for(let p of s)p.remove();i.revert(),de(e,"style",m),f("text",""),f("step",""),M("skip",!1),M("pause",!1)}}}}function He(e){try{let{text:t,target:n,step:o,total:a}=ge(e);return B(t),B(n),q(o),q(a),e}catch{return}}function lt(e){return we.find(t=>t===e)}function dt(){let{element:e,say:t}=Oe("docent-notice","position:fixed;bottom:0;background:Canvas;color:CanvasText"),n=0;return{show(o,a){clearTimeout(n),n=setTimeout(()=>{document.body.append(e),t(re()?.dataset[o]??"")},a)},hide(){clearTimeout(n),e.remove()}}}var Kt=64,Bt=16*2**20,jt=250,Gt=45e3,zt=3e4,Jt=2e3,Fe=250,qt=3e4,Wt=5e3;function ut({docent:e,digest:t,build:n},o,a){let s=location.href.replace(/#.*/,""),i=dt(),l,c=!1,w=!1,m=!1,T,A=0,C=1/0,g=0,r=0,h=[],k,f,E=0,M=0,p=0,N=0,L=0,R={welcome(x,$,Q,Z,Re){if(clearTimeout(p),p=0,i.hide(),m=!1,c=!0,C=Z,o.tour.welcome(Re),A=$,x!==T){for(let je of h)je.c&&b(je,"its session is over");T&&o.drafts.reset(),T=x,g=Q,r=0,k=void 0}u(Q),y(!0),k&&O(["t",...k])},frame(x){if(!x.isSnapshot&&x.s!==r+1)throw Error("shape");u(x.c),r=x.s;let $=o.apply(x);$.length?j($):E||=setTimeout(j,jt)},part(x,$,Q){if(f??={id:x,text:""},f.text+=Q,f.id!==x||f.text.length>Bt)throw Error("shape");if(!$)return;let Z=f.text;f=void 0,Pe(Z,R)},refused(x,$,Q){let Z=h.find(Re=>Re.c===x)?.name??x;d(Z,`${Q} (${$})`,$==="handler_failed"?"debug":"warn"),u(x)},heartbeat(){L=0,j()},draining:x=>{G(Math.random()*x)}};function _(){clearTimeout(N),N=0;let x=l=new WebSocket(s.replace(/^http/,"ws"),"docent.1");x.onopen=()=>O(["h",{page:e,session:T,epoch:A,ack:r,digest:t,build:n,run:o.tour.at()}]),x.onmessage=({data:$})=>{x===l&&H(String($))},x.onclose=({code:$})=>{x===l&&S($)},xe()}function H(x){xe(),a("in",x);try{Pe(x,R)}catch($){console.error("docent: bad frame:",$),r=0,I(l)}}function j(x=[]){v(),c&&O(x.length?["k",r,x]:["k",r])}function v(){clearTimeout(E),E=0}function u(x){h=h.filter($=>!$.c||$.c>x)}function y(x){if(c){for(let $ of h){if($.c){if(!x)continue}else{if($.text=JSON.stringify(["e",g+1,$.name,$.params,r].concat($.to??[])),new Blob([$.text]).size>C){b($,"too large");continue}$.c=++g,v()}P($.text)}u(0)}}function d(x,$,Q="warn"){console[Q](`docent: event "${x}" refused: ${$}`)}function b(x,$){return d(x.name,$),x.c=-1,x}function O(x){P(JSON.stringify(x))}function P(x){a("out",x),l?.send(x)}function S(x){if(V(),x===4401)m?te("stale"):ie();else if(x===4409)te("taken");else if(x===4410){let[$]=performance.getEntriesByType("navigation");(A||$.type!=="reload")&&setTimeout(()=>location.reload(),Math.random()*Wt),te("stale")}else Y()}function I(x){x===l&&(V(),Y(),x?.close())}function G(x){let $=l;return setTimeout(()=>I($),x)}function V(){l=f=void 0,c=!1,v(),clearTimeout(M),!p&&(p=setTimeout(()=>o.tour.abandon(),zt),i.show("lost",Jt))}function Y(){m=!1;let x=Math.min(qt,Fe*2**++L);N=setTimeout(_,Fe+Math.random()*(x-Fe))}function ue(){N&&_()}function te(x){w=!0,o.tour.abandon(),i.show(x,0)}async function ie(){try{let x=await fetch(s,{headers:{Accept:"application/docent+json"}});if(x.status>=500)return Y();let{page:$}=await x.json().catch(()=>({}));if(typeof $!="string")return te("stale");e=$,m=!0,_()}catch{Y()}}function xe(){clearTimeout(M),M=G(Gt)}return addEventListener("online",ue),document.addEventListener("visibilitychange",ue),e?_():ie(),{isOpen:()=>c,push(x,$,Q){let Z={c:0,text:"",name:x,params:$,to:Q};return w?b(Z,"its session is over"):h.length>=Kt?b(Z,"too many wait"):(h.push(Z),y(!1),Z)},report(x){return r?(/^[hr]/.test(x[2])||(k=x),c&&O(["t",...x]),c):!1}}}var Vt=150;function ft(e){let{narration:t,highlight:n,ledger:o,isNews:a,isTimed:s}=e,{target:i}=t,l=t.on_missing==="center",c=new AbortController,w=[],m,T,A=-1/0,C=0,g=!a,r=!a,h=!1,k=!1,f=!a,E=!1,M=!1;function p(){try{let d=ae(i);return d.find(U)??d[0]}catch{return}}function N(){return T&&U(T)?T:void 0}function L(){g||(g=!0,R(),N()||e.missing()),!(r||!m?.isShown())&&(r=!0,h||m.say(t.text))}function R(){let d=p();if(T&&T!==d&&o.withdraw(T,n),T=d,d&&w.length&&(e.perform(w.splice(0)),L()),d&&n.some(O=>!d.classList.contains(O))&&o.classes(d,n,[]),s&&(M&&=!!m?.isBusy(),e.holdStill(e.isPaused()||document.hidden||!M&&!!m?.isBusy())),!m)return;let b=N();if(b)A=performance.now(),!f&&!X()&&Xe(b),f=!0;else if(performance.now()-A<Vt)return;b||l?(k&&=m.isShown(),m.show(b),k||m.fill(t,s),k=!0,m.rename("pause",e.isPaused()),m.follow(b,t.position),!E&&X()&&m.covers(K())&&(E=!0,be(K(),"start"))):m.hide()}function _(){C=requestAnimationFrame(()=>{_(),R()})}function H(){let d=K();return z(m?.element,d)||z(T,d)}function j({target:d}){let b=m.control(d);b&&e.control(b,d),M=b==="pause"}function v(d){let b=d.target;d.newState==="open"&&b.matches("[popover]")&&m.isShown()&&!m.owns(b)&&m.raise()}function u(d){if(!(!Ee(d)||!m.isShown()))if(d.key==="Tab"){let b=y(m,d.shiftKey);if(!b)return;d.preventDefault(),b.focus()}else d.key==="Escape"&&(H()||K()===document.body&&document.querySelector("dialog:modal")===m.element.closest("dialog:modal"))&&(d.preventDefault(),d.stopImmediatePropagation(),e.control("cancel"))}function y({element:d,controls:b},O){let P=me(d.closest("dialog:modal")??document).filter(Y=>Y===T||pe(Y)&&!z(d,Y)),S=Math.max(0,P.indexOf(T));P.splice(S,T&&!pe(T)?1:0,...b());let I=K(),G=I===d?S-(O?0:1):P.indexOf(I),V=P[G+(O?-1:1)];return V&&(z(d,I)||z(d,V))?V:void 0}return _(),{selector:i,isCentered:l,find:p,owe:d=>{w.push(d)},hear(d){let{signal:b}=c;m=d,m.element.addEventListener("click",j,{signal:b}),addEventListener("keydown",u,{signal:b,capture:!0}),document.addEventListener("toggle",v,{signal:b,capture:!0}),document.addEventListener("visibilitychange",R,{signal:b}),R()},takeFocus(){let d=p();if(!e.movesFocus||X())return;let b=K();d&&(z(d,b)||J(d))||!m?.focus()||(h=b!==m.element)},settle:L,tick:R,holdsFocus:H,close(){cancelAnimationFrame(C),c.abort(),T&&o.withdraw(T,n)}}}var Ut=5e3;function pt(e){let t=le(),n,o,a,s,i,l=-1/0,c,w=!1,m=!1,T=!0,A=!1,C="",g="",r="";function h(){return n&&[n.number,n.visit]}function k(u){i=u,l=performance.now()}function f(){return performance.now()-l<Ut}function E(u){if(!n)return!1;let y=[n.number,n.visit,u];return g!==(g=y.join())&&e.report(y),!0}function M(u){let y=String(h());!n||u===(C===y)||e.report([n.number,n.visit,u?"hold":"resume"])&&(C=u?y:"")}function p(u,y){let d=mt(u[y]),{name:b,options:O}=u[y-1]??u[y],P=b==="add_class"&&O.to===d.target,S=P?ce(String(O.names)):[],I=r!==(r=String(h()));return N(u[y].options.detail,d,S,I),P?y-1:y}function N(u,y,d,b){_(),a=u,o=ft({narration:y,isTimed:T&&!!y.timeout,highlight:d,ledger:t,isNews:b,movesFocus:b&&(w||f()),perform:O=>{L(O,1/0)},missing(){let{target:O,step:P}=y;E("missing"),document.dispatchEvent(new CustomEvent("docent:missing",{bubbles:!0,detail:{target:O,step:P}}))},control(O,P){P&&k(P),O==="pause"?A=!A:E(O)||j()},isPaused:()=>A,holdStill:M})}function L(u,y){m=!0;let d={ledger:t,step:o,isPolite:!0,source:e.source(),push:e.push},b=u.map((O,P)=>{let S=Le(O,d);return S==="missing"&&P>=y&&O.options.to===o?.selector&&o?.owe(O),S});return m=!1,b}function R(u){let{detail:y}=u,d=He(y),b=re();d&&(b&&!s?.isShown()&&s?.element!==b&&(s=ct(b)),s&&(o&&a===y?o.hear(s):m||(N(y,d,[],!0),o?.hear(s),o?.settle())))}function _(){o?.close(),o=void 0}function H(){_(),s?.hide()}function j(){let u=o?.holdsFocus()&&!X()&&[c,o.find()];H(),u&&u.some(y=>y&&J(y))}function v(u){u?j():H(),t.revert(),n=void 0,u&&(c=void 0)}return document.addEventListener(re()?.dataset.event||"tour:narrate",R),document.addEventListener("tour:hide",j),{ledger:t,at:h,owns:u=>!!s?.owns(u),gesture:k,enter(u,y){let d=u?.number!==n?.number;(d||y)&&v(!u),!(!d||!u)&&(A=!1,w=f(),w&&!s?.element.contains(i)&&(c=i))},perform(u){u.visit!==n?.visit&&_(),n=u;let{ops:y}=u,d=y.findLastIndex(mt),b=L(y,d<0?y.length:p(y,d));return o?.settle(),o||s?.hide(),b},tick:()=>o?.tick(),report:E,welcome(u){T=u,C=""},abandon:()=>v(!0)}}function mt(e){return e.name==="dispatch"?He(e.options.detail):void 0}function Yt(e,t){let n=(l,c,w)=>{let[,m]=/^(skip|back|cancel)_tutorial$/.exec(l)??[];return m&&o.report(m)?{c:-1}:s.push(l,c,w)},o=pt({source:De,push:n,report:l=>s.report(l)}),a=rt(o,Ge(),n),s=ut(e.dataset,a,(l,c)=>{t?.(l,c),i.debug&&console.debug("docent",l,c)});Ve(a,n);let i={debug:!1,get connected(){return s.isOpen()}};Object.assign(window,{docent:i})}function gt(e){function t(){let n=document.querySelector("script[data-docent]");n&&!Object.hasOwn(window,"docent")&&Yt(n,e?.())}document.readyState==="loading"?document.addEventListener("DOMContentLoaded",t):t()}function ht({forgotten:e,story:t},n,o,a){let s=l=>new Date(performance.timeOrigin+l).toISOString(),i={taken:s(performance.now()),browser:navigator.userAgent,state:a,latency:t.latency,timeline:n.map(({at:l,text:c})=>({at:s(l),text:c})),forgotten:e,frames:o.map(({at:l,direction:c,kind:w,summary:m,text:T,length:A})=>{let C=A>T.length?{cut:T,length:A}:{frame:Xt(T)};return{at:s(l),direction:c,kind:w,summary:m,...C}})};return JSON.stringify(i,void 0,2)}async function bt(e){try{return await navigator.clipboard.writeText(e),!0}catch{return!1}}function Xt(e){try{return JSON.parse(e)}catch{return e}}function D(e,t={},...n){let o=Object.assign(document.createElement(e),t);return o.append(...n),o}function ee(e,t){e.textContent!==t&&(e.textContent=t)}function yt(e,t){for(;e.children.length>t.length;)e.lastElementChild.remove();t.forEach((n,o)=>ee(e.children[o]??e.appendChild(D("li")),n))}function $e(e){let t=new Date(performance.timeOrigin+e),n=o=>String(o).padStart(2,"0");return`${n(t.getHours())}:${n(t.getMinutes())}:${n(t.getSeconds())}.${String(t.getMilliseconds()).padStart(3,"0")}`}function Ce(e,t){let n=new Map,o=D("ol",{className:e});return{list:o,show(a){let s=new Set(a);for(let[i,l]of n)s.has(i)||(l.remove(),n.delete(i));for(let i of a){if(n.has(i))continue;let l=t(i);n.set(i,l),o.prepend(l)}},shown:()=>[...n]}}var wt="not a frame that this panel knows";var Et={h:"hello",e:"event",t:"control",k:"ack",w:"welcome",f:"frame",s:"snapshot","+":"part",x:"refusal",p:"heartbeat",d:"draining"},St=[...Object.values(Et),"unknown"];function kt(){let e=new Map,t=[],n,o=!0,a="",s=[],i,l,c="",w=!1,m=0,T=0,A=!1,C=[];function g(v,u){C.push({at:v,text:vt(u)})}function r(v){return T+(A?0:v-m)}function h(v,u){T=r(u),m=u,A=v}function k(v,u){return v.map(y=>{let{name:d,at:b}=e.get(y);e.delete(y);let O=u-b;return t=[...t,O].slice(-100),{name:d,ms:O}})}function f(v,u,y){let d=[...e.keys()].filter(b=>b<=u);return v?d:d.slice(0,y?0:1)}function E({timeout:v=1/0,isOnlyTimed:u},y,d){return c?`${c} was chosen`:y.length?`it came with the answer to ${y.join(", ")}`:o&&(r(d)>=v-250||u&&!w)?"its time was over":w?"perhaps because its target is missing":"the server went on"}function M(v,u){return l?.run===v&&l?.visit===u}function p(v,u,y){let[d,b,O]=W(v),P=M(d,b);l&&!P&&g(y,`Step ${l.step+1} ended: ${E(l,u,y)}`),i!==d&&(i&&g(y,`Run ${F(i)} ended${d?": another took its place":""}`),d&&g(y,`Run ${F(d)} started`),i=d);let S=Qt(Number(d),Number(b),W(O));if(S&&!P){let I=S.timeout&&o?`, for ${S.timeout/1e3} s at most`:"";g(y,`Step ${S.step+1} of ${S.total} shown at ${S.target}${I} (visit ${S.visit})`),c="",w=A=!1,T=0,m=y}l=S??(P?l:void 0)}function N([,v,u,,y],d){let b=n!==v;return b&&e.clear(),g(d,n===void 0?"Connected: a new session":b?"Connected again: another session, the last one is over":"Connected again: the same session"),n=v,o=Object(y).timers!==!1,h(!1,d),`${b?"a new session":"the same session"}, epoch ${F(u)}${o?"":", steps have no timers"}`}function L([,v,u,y],d){if(a+=typeof y=="string"?y:"",a.length>16777216&&(a=""),u!==!0)return`of message ${F(v)}`;let b=a;return a="",`the last of message ${F(v)}: ${_(xt(b),d)}`}function R([v,u,y,d,b,O],P){let S=v==="s",[I,G]=S?[W(O),b]:[W(b),O],[V,Y,ue]=W(G),te=k(f(S,Number(y),!!c&&!M(V,Y)),P);return s=[...I,...W(ue)],p(G,te.map(({name:ie})=>ie),P),[`#${F(u)}`,...te.map(({name:ie,ms:xe})=>`answers ${ie} after ${Math.round(xe)} ms`),S||W(d).length?"renders":"",Ke(I),V?`visit ${F(Y)}: ${Ke(W(ue))||"nothing"}`:""].filter(Boolean).join(" \xB7 ")}function _(v,u){switch(v[0]){case"w":return typeof v[1]=="string"?N(v,u):wt;case"f":case"s":return R(v,u);case"+":return L(v,u);case"x":{let[,y,d,b]=v,O=Number(y),P=e.get(O)?.name??`event ${F(y)}`;return e.has(O)&&k([O],u),g(u,`${P} was refused: ${F(b)} (${F(d)})`),`${P}: ${F(b)} (${F(d)})`}case"d":return g(u,"The server stops: the page is to come back"),`come back within ${F(v[1])} ms`;case"p":return"";default:return wt}}function H([v,u,y,d],b){switch(v){case"h":return a="",n!==void 0&&g(b,"The connection was lost; there is a new one"),n===void 0?"asks for a session":"asks for its session again";case"e":{let[O,P]=[Number(u),F(y)],S=e.has(O);return!S&&e.size<100&&e.set(O,{name:P,at:b}),`#${O} ${P}${S?", again":""}`}case"t":return j(F(d),b),`visit ${F(y)}: ${F(d)}`;case"k":{let O=W(y).map(P=>{let[,S,I]=W(P);return`${Ke([s[Number(S)]])}: ${F(I)}`});for(let P of O)g(b,`A command did not happen: ${P}`);return[`up to #${F(u)}`,...O].join(" \xB7 ")}default:return""}}function j(v,u){v==="hold"||v==="resume"?(h(v==="hold",u),g(u,v==="hold"?"The step's time stands still":"The step's time runs on")):v==="missing"?(w=!0,g(u,`The step's target is missing${l?`: ${l.target}`:""}`)):(c=v,g(u,`${v} was chosen`))}return{get shown(){return l&&{...l,timeout:o?l.timeout:void 0}},get isHeld(){return A},get unanswered(){return Array.from(e.values(),({name:v})=>v)},get latency(){let v=t.toSorted((y,d)=>y-d),u=v.length;return u?{last:t[u-1],median:(v[u-1>>1]+v[u>>1])/2,count:u}:void 0},elapsed:r,tell(v,u,y){C=[];let d=xt(y),b=u==="in"?_(d,v):H(d,v);return{kind:Et[F(d[0])]??"unknown",summary:vt(b),moments:C}},forget(){t=[]}}}function Qt(e,t,n){for(let o of n){let[a,s]=W(o),{target:i,step:l,total:c,timeout:w,only_timeout:m,on_missing:T}=Object(Object(s).detail);if(!(a!=="dispatch"||typeof i!="string"))return{run:e,visit:t,target:i,step:Number(l),total:Number(c),timeout:typeof w=="number"?w:void 0,isOnlyTimed:m===!0,isCentered:T==="center"}}}function Ke(e){return e.map(t=>{let[n,o]=W(t),{to:a}=Object(o);return a===void 0?F(n):`${F(n)} ${F(a)}`}).join(", ")}function vt(e){return e.length>400?`${e.slice(0,400)}\u2026`:e}function F(e){return typeof e=="string"?e:JSON.stringify(e)??"?"}function xt(e){try{return W(JSON.parse(e))}catch{return[]}}function W(e){return Array.isArray(e)?e:[]}var Zt=80;function Nt(e){let t=D("input",{type:"search",placeholder:"Filter",ariaLabel:"Filter by text",autocomplete:"off",spellcheck:!1}),n=Tt("Direction",[["","Both ways"],["out","Sent"],["in","Received"]]),o=Tt("Kind",[["","All kinds"],...St.map(l=>[l,l])]),a=D("div",{className:"row"},t,n,o),s=Ce("frames",l=>D("li",{hidden:!i(l)},en(l)));a.addEventListener("input",()=>{for(let[l,c]of s.shown())c.hidden=!i(l);e()});function i(l){let c=t.value.trim().toLowerCase();return(!n.value||l.direction===n.value)&&(!o.value||l.kind===o.value)&&`${l.kind} ${l.summary} ${l.text}`.toLowerCase().includes(c)}return{filter:a,list:s.list,show:s.show,passing:()=>s.shown().flatMap(([l,{hidden:c}])=>c?[]:l)}}function Tt(e,t){return D("select",{ariaLabel:e},...t.map(([n,o])=>D("option",{value:n},o)))}function en(e){let{at:t,direction:n,kind:o,summary:a}=e,s=D("pre",{tabIndex:0,role:"group",ariaLabel:"The frame"}),i=D("details",{},D("summary",{},D("span",{className:"at"},$e(t)),D("span",{className:`way ${n}`},n==="out"?"\u2191 sent":"\u2193 received"),D("span",{className:"kind"},o),D("span",{className:"summary"},a)),s);return i.addEventListener("toggle",()=>ee(s,i.open?tn(e):"")),i}function tn({text:e,length:t}){let n=t>e.length?`
\u2026 ${t-e.length} characters more were not kept`:"";try{return e.length>Zt?JSON.stringify(JSON.parse(e),void 0,2)+n:e}catch{return e+n}}var Mt=`/*
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
  grid-template-columns: 1em max-content 5.5em 5em minmax(0, 1fr);
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
`;var on=/^dj-(?:click|submit|change|input|keydown|keyup|focus|blur)\b/;function Lt({shown:e,isHeld:t,unanswered:n,elapsed:o},a,s){let i=[];if(a||i.push("The connection is lost: nothing moves until the server is back."),n.length&&i.push(`Not answered yet: ${n.join(", ")}.`),!e)return[...i,"No step is on the page."];let{target:l,step:c,total:w,timeout:m}=e;if(i.push(`Step ${c+1} of ${w}, at ${l}.`,...sn(l,e.isCentered)),m){let A=Math.max(0,m-o(s))/1e3;i.push(`Its time: ${A.toFixed(1)} s left of ${m/1e3} s${t?`, standing still: ${rn()}`:""}.`)}let T=[m?"when its time is over":"",e.isOnlyTimed?"":"when the server says so, by a handler or a flow","by a button of the bubble"];return i.push(`It ends ${T.filter(Boolean).join(", or ")}.`),i}function rn(){let e=re();return document.hidden?"the tab is hidden":e?.matches(":hover")?"the pointer is at the bubble":e?.contains(K())?"the focus is in the bubble":"it was paused"}function sn(e,t){let n=ln(e),o=t?"the bubble stands in the middle of the view":"it is waited for, unless the step's on_missing says otherwise";if(!n.length)return[`Its target is missing: nothing on the page matches; ${o}.`];if(!n.some(U))return[`Its target is on the page and not drawn; ${o}.`];let a=n.length>1?[`${n.length} elements match: the first that is drawn is the target.`]:[],s=an(n.find(U));return s?[...a,`Its target calls ${s}.`]:a}function an(e){return e.getAttributeNames().filter(n=>on.test(n)).map(n=>`${e.getAttribute(n)} (${n})`).join(", ")}function ln(e){try{return ae(e)}catch{return[]}}var cn=250,dn=["keydown","keyup","click","input","change"];function Ot(e){let t;return{toggle(){t?t():t=un(e,()=>t=void 0)}}}function un(e,t){let n=K(),o=new AbortController,{signal:a}=o,s=!1,i=0,l=[],c=0,w,m=D("ul",{className:"state"}),T=Ce("timeline",({at:S,text:I})=>D("li",{},D("span",{className:"at"},$e(S)),D("span",{},I))),A=D("p",{className:"status",role:"status"}),C=D("p",{className:"count"}),g=D("textarea",{readOnly:!0,hidden:!0,ariaLabel:"The JSON, to be copied by hand"}),r=Nt(()=>ee(C,N())),h=ve("Pause",()=>{s=!s,i=p(),ee(h,s?"Resume":"Pause"),R()}),k=ve("To the top",()=>{let S=f.toggleAttribute("data-top");ee(k,S?"To the bottom":"To the top")}),f=D("docent-panel",{popover:"manual",role:"dialog",ariaLabel:"docent: debug panel",tabIndex:-1}),E=f.attachShadow({mode:"open"}),M=new CSSStyleSheet;M.replaceSync(Mt),E.adoptedStyleSheets=[M],E.append(D("div",{className:"panel"},D("div",{className:"row bar"},D("h2",{},"docent"),h,ve("Clear",y),ve("Copy as JSON",()=>{d()}),k,ve("Close",b),A),g,D("div",{className:"parts"},D("div",{className:"told"},Be("Why it waits",m),Be("Timeline, newest first",T.list)),Be("Frames, newest first",r.filter,C,r.list))));function p(){return e.forgotten+e.frames.length}function N(){let{forgotten:S}=e,I=`${r.passing().length} of ${r.list.childElementCount} frames`;return s?`${I}; paused, ${p()-i} more have come`:S?`${I}, ${S} older ones are not kept`:I}function L(){let{story:S}=e,{latency:I}=S,G=V=>`${V.toFixed(V<10?1:0)} ms`;return[...Lt(S,docent.connected,performance.now()),I?`From an event to its answer: ${G(I.last)} last, ${G(I.median)} median of ${I.count}.`:"No event has been answered yet."]}function R(){c=0,j(),yt(m,L()),s||({moments:l}=e,r.show(e.frames),T.show(l)),ee(C,N())}function _(){c||=requestAnimationFrame(R)}function H(){let S=K();w=z(f,S)?S:void 0}function j(){let S=[...document.querySelectorAll("dialog:modal")].at(-1)??document.body;if(f.parentNode===S&&v())return;let I=w;v()&&f.hidePopover(),ne(f,S,null),f.showPopover(),I&&J(I)}function v(){return f.matches(":popover-open")}function u(S){S.target===f&&S.stopImmediatePropagation(),!(S.target===f||S.newState!=="open")&&(v()&&f.hidePopover(),j())}function y(){e.clear(),i=0,l=[],r.show([]),T.show([]),R(),ee(A,"Cleared")}async function d(){let S=r.passing(),I=ht(e,l,S,L()),G=await bt(I);g.hidden=G,g.value=G?"":I,ee(A,G?`Copied: ${S.length} frames`:"The clipboard was refused: copy it from the field"),!G&&(g.focus(),g.select())}function b(){let S=!!w;e.listen(void 0),o.abort(),clearInterval(P),cancelAnimationFrame(c),f.remove(),S&&J(n),t()}function O(S){S.key!=="Escape"||!S.composedPath().includes(f)||(S.preventDefault(),S.stopImmediatePropagation(),b())}e.listen(_);let P=setInterval(R,cn);addEventListener("keydown",O,{signal:a,capture:!0}),addEventListener("toggle",u,{signal:a,capture:!0}),document.addEventListener("close",_,{signal:a,capture:!0});for(let S of dn)f.addEventListener(S,I=>I.stopPropagation(),{signal:a});for(let S of[f,E])S.addEventListener("focusin",H,{signal:a}),S.addEventListener("focusout",()=>queueMicrotask(()=>f.isConnected&&H()),{signal:a});return R(),f.focus({preventScroll:!0}),b}function ve(e,t){let n=D("button",{type:"button"},e);return n.addEventListener("click",t),n}function Be(e,...t){return D("section",{tabIndex:0,ariaLabel:e},D("h3",{},e),...t)}var fn=500,mn=500,pn=4*2**20,gn=64*2**10;function At(){let e=kt(),t=[],n=[],o=0,a=0,s;return{story:e,get frames(){return t},get moments(){return n},get forgotten(){return a},record(i,l){let c=performance.now(),w=e.tell(c,i,l),m=hn(w.kind,l),T=m.slice(0,gn);for(t.push({at:c,direction:i,kind:w.kind,summary:w.summary,text:T,length:m.length}),o+=T.length;t.length>fn||o>pn;)o-=t.shift().text.length,a++;n=n.concat(w.moments).slice(-mn),s?.()},clear(){t=[],n=[],o=a=0,e.forget()},listen(i){s=i}}}function hn(e,t){let n="(left out)";return e==="hello"?JSON.stringify(JSON.parse(t),(o,a)=>o==="page"||o==="session"?n:a):e==="welcome"?JSON.stringify(JSON.parse(t).map((o,a)=>a===1?n:o)):t}gt(()=>{let e=At(),t=Ot(e);return addEventListener("keydown",n=>{bn(n)&&(n.preventDefault(),t.toggle())},{capture:!0}),e.record});function bn({key:e,code:t,ctrlKey:n,shiftKey:o,altKey:a,metaKey:s,repeat:i}){return(/^[a-z]$/i.test(e)?/d/i.test(e):t==="KeyD")&&n&&o&&!a&&!s&&!i}})();
